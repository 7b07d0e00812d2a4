package io.jenkins.plugins.zadig.api;

/** The two types of workflows; each has its own routes, pages and numbers of tasks. */
public enum WorkflowType {
    CUSTOM("custom", "custom"),
    /** Gone from server line 3.4.1 on. */
    PRODUCT("product", "multi");

    private final String word;
    private final String page;

    WorkflowType(String word, String page) {
        this.word = word;
        this.page = page;
    }

    /** What servers and users call it. */
    public String word() {
        return word;
    }

    /** What the addresses of its pages call it (zadig-servers 26.1, 26.2). */
    public String page() {
        return page;
    }
}
