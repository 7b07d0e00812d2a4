package io.jenkins.plugins.zadig.simulator;

/** Says why a job cannot take what the request says to it. */
final class JobRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    JobRefusal(String reason) {
        super(reason, null, false, false);
    }
}
