package org.kohsuke.stapler;

public abstract class HttpResponses {
    public static ForwardToView forwardToView(Object it, String view) {
        return new ForwardToView(it, view);
    }
}
