package io.jenkins.plugins.zadig.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import hudson.AbortException;
import hudson.model.Job;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessRuleTest {
    @RegisterExtension
    final ConfiguredJenkins jenkins = new ConfiguredJenkins();

    private final MemoryFolder team = new MemoryFolder("team");

    @ParameterizedTest
    @CsvSource({
        "release, release, true",
        "release, release/x, true",
        "release, release2, false",
        "release, team/release, false",
        "team, team/a/b/c, true",
        "team/*, team/a, true",
        "team/*, team, false",
        "team-*/deploy, team-x/deploy, true",
        "team-*/deploy, team-x/y/deploy, false",
        "team-*/deploy, team-x/deploy/main, true",
        "**/main, team/x/main, true",
        "**/main, main, false",
        "**, any/thing, true",
        "*, any/thing, true",
        "发布*, 发布-东区, true",
        "a.c, abc, false",
        "A, a, false",
    })
    void patternIsTheNameOfAJobOrOfAFolder(String pattern, String job, boolean fits) {
        assertThat(new AccessRule("nothing\n " + pattern + " ").fits(job)).isEqualTo(fits);
    }

    @Test
    void noPatternTakesLong() {
        assertThat(new AccessRule("**a".repeat(200) + "b").fits("a".repeat(1_000))).isFalse();
    }

    private static AccessRule rule(String jobs, Operation... operations) {
        var rule = new AccessRule(jobs);
        for (var operation : operations) {
            switch (operation) {
                case RUN -> rule.setRun(true);
                case APPROVE -> rule.setApprove(true);
                case CANCEL -> rule.setCancel(true);
                case CHANGE -> rule.setChange(true);
                default -> throw new IllegalArgumentException();
            }
        }
        return rule;
    }

    private Servers.Known server(AccessRule... rules) {
        var server = new ZadigServer("main", "https://zadig.example.com", "token");
        server.setAccessRules(List.of(rules));
        jenkins.servers(server);
        jenkins.token("token", Tokens.of("bot"));
        return Servers.of(null).named("main");
    }

    @Test
    void firstRuleThatFitsDecides() throws Exception {
        Job<?, ?> job = jenkins.build(team).getParent();
        var server = server(rule("team/release", Operation.RUN), rule("**", Operation.APPROVE, Operation.CHANGE));
        server.require(Operation.READ, job);
        server.require(Operation.RUN, job);
        for (var refused : List.of(Operation.APPROVE, Operation.CANCEL, Operation.CHANGE)) {
            assertThatExceptionOfType(AbortException.class)
                    .isThrownBy(() -> server.require(refused, job))
                    .withMessageContaining("“main”")
                    .withMessageContaining("team/release")
                    .withMessageContaining(refused.words())
                    .withMessageEndingWith("team/release: read, run and wait");
        }
    }

    @Test
    void jobThatNoRuleFitsMayNotEvenRead() {
        server(rule("other", Operation.RUN));
        assertThatExceptionOfType(AbortException.class)
                .isThrownBy(() -> Connection.open("main", null, jenkins.build(team)))
                .withMessage("The Zadig server “main” is not for the job team/release: none of its access rules fits it");
        assertThatExceptionOfType(AbortException.class)
                .isThrownBy(() -> FormServer.open(jenkins.build(team).getParent(), "main", null))
                .withMessageContaining("none of its access rules fits");
    }

    @Test
    void serverWithoutRulesIsForEverything() throws Exception {
        server();
        var connection = Connection.open("main", null, jenkins.build(team));
        for (var operation : Operation.values()) {
            connection.require(operation);
        }
    }
}
