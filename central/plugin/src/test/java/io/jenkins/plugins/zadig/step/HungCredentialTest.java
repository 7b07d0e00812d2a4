package io.jenkins.plugins.zadig.step;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import io.jenkins.plugins.zadig.config.Controller;
import io.jenkins.plugins.zadig.config.Vault;
import io.jenkins.plugins.zadig.preview.Preview;
import io.jenkins.plugins.zadig.preview.StepHarness;
import io.jenkins.plugins.zadig.simulator.Line;
import io.jenkins.plugins.zadig.simulator.ZadigSimulator;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Steps whose credential cannot be looked up take nothing from those that wait for answers. */
class HungCredentialTest {
    @Test
    void stepsThatBeginDoNotKeepTheAnswersOfOthersFromBeingTaken() throws Exception {
        try (var zadig = ZadigSimulator.start(Line.V5_0)) {
            var preview = Preview.of(zadig.url(), zadig.token());
            var open = new CountDownLatch(1);
            var begun = new ArrayList<StepHarness>();
            for (int i = 0; i < 20; i++) {
                var id = "hangs " + i;
                SystemCredentialsProvider.getInstance().getCredentials().add(new Vault(id, zadig.token(), open));
                begun.add(preview.harness("zadigListWorkflows", Map.of("project", "shop", "credentialsId", id))
                        .start());
            }
            var answered = new CountDownLatch(1);
            Controller.get().workers.execute(answered::countDown);

            assertThat(answered.await(4, TimeUnit.SECONDS)).isTrue();
            open.countDown();
            begun.forEach(harness -> harness.await());
        }
    }
}
