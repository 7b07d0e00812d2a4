package io.jenkins.plugins.zadig.api;

import java.net.http.HttpHeaders;

/**
 * An answer of a server.
 *
 * @param body its bytes; empty where the receiver has read them itself
 */
record Answer(int status, HttpHeaders headers, byte[] body) {}
