package io.jenkins.plugins.zadig.simulator;

/** What a branch of a repository points at. */
record Commit(String id, String message, String author) {}
