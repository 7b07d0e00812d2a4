/**
 * The build steps of freestyle jobs: thin, one class each. A freestyle build holds its executor, so they wait on their
 * thread for what the plugin's own threads do; Pipelines have the steps in {@code step} instead.
 */
package io.jenkins.plugins.zadig.builder;
