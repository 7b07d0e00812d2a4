package io.jenkins.plugins.zadig.api;

import java.net.http.HttpHeaders;

/**
 * An answer of a server.
 *
 * @param body what the receiver left of it
 */
record Answer(int status, HttpHeaders headers, byte[] body) {}
