package io.jenkins.plugins.zadig.simulator;

/** An integrated code host, by the name that requests call it. */
record Codehost(int id, String name, String address) {
    static Codehost of(int id, String name) {
        return new Codehost(id, name, "https://gitlab.example.com");
    }
}
