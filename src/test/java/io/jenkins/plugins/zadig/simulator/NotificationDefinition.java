package io.jenkins.plugins.zadig.simulator;

import java.util.List;

/** A notification of type webhook of a workflow (zadig-servers 19.1). */
record NotificationDefinition(boolean enabled, String address, String token, List<String> events) {
    NotificationDefinition enabled(boolean is) {
        return new NotificationDefinition(is, address, token, events);
    }
}
