/**
 * Zadig over HTTP: an immutable {@link io.jenkins.plugins.zadig.api.ZadigClient client} with one final class per
 * resource, wire records, sealed errors and what differs between server lines. Nothing here knows Jenkins.
 *
 * <p>Every call returns at once with a {@link java.util.concurrent.CompletableFuture}; a failed one completes with a
 * {@link io.jenkins.plugins.zadig.api.ZadigException}. Wire records keep only what the plugin needs, so a credential
 * value that a server puts into an answer is gone once the answer is decoded.
 */
package io.jenkins.plugins.zadig.api;
