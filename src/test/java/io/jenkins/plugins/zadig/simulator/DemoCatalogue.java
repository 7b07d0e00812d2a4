package io.jenkins.plugins.zadig.simulator;

import java.util.List;

/** The workflows of the project {@code shop} that every simulator starts with. */
public final class DemoCatalogue {
    public static final String PROJECT = "shop";
    public static final String REGISTRY = "https://registry.example.com/shop";
    /** Build, approval, deploy and test. */
    public static final String RELEASE = "release";
    /** Build and test, without approval. */
    public static final String NIGHTLY = "nightly";
    /** Freestyle, custom-deploy, plugin and scanning jobs. */
    public static final String HOTFIX = "hotfix";
    /** A product workflow, up to 3.4.0. */
    public static final String PRODUCT = "shop-product";
    /** An approval that must not be left out (3.4.1+). */
    public static final String GUARDED = "guarded";

    private DemoCatalogue() {}

    /** The workflows as that line knows them. */
    public static List<WorkflowDefinition> on(Line line) {
        var release = release();
        if (line.readsParameters()) {
            release.param("JENKINS_LAUNCH_KEY");
        }
        return line.hasProductWorkflows()
                ? List.of(release, nightly(), hotfix(), guarded(), product())
                : List.of(release, nightly(), hotfix(), guarded());
    }

    private static WorkflowDefinition release() {
        return WorkflowDefinition.of(PROJECT, RELEASE)
                .displayName("发布 Release")
                .param("VERSION")
                .choice("LEVEL", "debug", "release")
                .stage("build")
                .job(build())
                .stage("approve")
                .job(JobDefinition.approval("approve", approval()))
                .stage("deploy")
                .job(JobDefinition.deploy("deploy", "prod").from("build"))
                .stage("test")
                .job(smoke());
    }

    private static WorkflowDefinition nightly() {
        return WorkflowDefinition.of(PROJECT, NIGHTLY)
                .displayName("Nightly")
                .param("VERSION")
                .param("JENKINS_LAUNCH_KEY")
                .stage("build")
                .job(build())
                .stage("test")
                .job(smoke());
    }

    private static WorkflowDefinition hotfix() {
        return WorkflowDefinition.of(PROJECT, HOTFIX)
                .displayName("Hotfix")
                .stage("prepare")
                .job(JobDefinition.freestyle("prepare").variable("TICKET", "").log("Preparing the hotfix"))
                .job(JobDefinition.scanning("scan", "sonar"))
                .stage("roll out")
                .serial()
                .job(JobDefinition.customDeploy("cart-api").target("cart-api"))
                .job(JobDefinition.plugin("announce").variable("CONTENT", ""));
    }

    private static WorkflowDefinition guarded() {
        return WorkflowDefinition.of(PROJECT, GUARDED)
                .displayName("Guarded")
                .param("JENKINS_LAUNCH_KEY")
                .stage("approve")
                .job(JobDefinition.approval("approve", approval()).forceRun())
                .stage("deploy")
                .job(JobDefinition.deploy("deploy", "prod").service("cart", "api"));
    }

    private static WorkflowDefinition product() {
        return WorkflowDefinition.product(PROJECT, PRODUCT)
                .stage("build")
                .job(build())
                .stage("deploy")
                .job(JobDefinition.deploy("deploy", "dev"))
                .stage("test")
                .job(smoke());
    }

    private static ApprovalDefinition approval() {
        return ApprovalDefinition.by("jenkins-bot", "alice").describedAs("上线审批");
    }

    private static JobDefinition build() {
        return JobDefinition.build("build")
                .registry(REGISTRY)
                .service("cart", "api")
                .service("cart", "web")
                .variable("LEVEL", "")
                .log("Cloning into '/workspace/cart'...", "docker build -t cart .", "docker push");
    }

    private static JobDefinition smoke() {
        return JobDefinition.test("smoke", "smoke")
                .variable("BASE_URL", "")
                .log("Running 6 cases")
                .cases(
                        TestCase.passed("shop.CartTest", "emptyCartCostsNothing", 0.12),
                        TestCase.passed("shop.CartTest", "addsAnItem", 0.31),
                        TestCase.passed("shop.CartTest", "removesAnItem", 0.27),
                        TestCase.passed("shop.OrderTest", "ordersTheCart", 1.42),
                        TestCase.skipped("shop.OrderTest", "refundsAnOrder"),
                        TestCase.passed("shop.LoginTest", "logsIn", 0.58));
    }

    /** The fourth case fails, and the job with it; the workflow lets that pass where it can. */
    static void letFail(JobDefinition test, Line line) {
        var cases = test.script().cases.toArray(TestCase[]::new);
        if (cases.length > 3) {
            cases[3] = TestCase.failed(
                    cases[3].className(),
                    cases[3].name(),
                    cases[3].seconds(),
                    "AssertionError: expected status 200 but was 500",
                    "AssertionError: expected status 200 but was 500\n\tat shop.OrderTest.ordersTheCart(OrderTest:41)");
        }
        test.cases(cases).ends(line.hasManualSteps() ? "unstable" : "failed").error("1 case(s) failed");
    }
}
