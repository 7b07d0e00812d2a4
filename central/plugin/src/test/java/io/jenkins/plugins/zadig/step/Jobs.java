package io.jenkins.plugins.zadig.step;

/** The jobs of the simulator's workflow {@code release}, as a Jenkinsfile lists them. */
final class Jobs {
    static final String BUILD =
            "zadigBuild(job: 'build', registry: 'https://registry.example.com/shop', services: [[service: 'cart', module: 'api']])";
    static final String DEPLOY =
            "zadigDeploy(job: 'deploy', environment: 'prod', services: [[service: 'cart', module: 'api']])";
    static final String SMOKE = "zadigTest(job: 'smoke', tests: [[name: 'smoke']])";
    static final String ALL = "[" + BUILD + ", " + DEPLOY + ", " + SMOKE + "]";

    private Jobs() {}
}
