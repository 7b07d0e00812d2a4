/**
 * The Pipeline steps: thin, one class each. What they do is in {@code act}, and what a build shows of it in
 * {@code page}.
 */
package io.jenkins.plugins.zadig.step;
