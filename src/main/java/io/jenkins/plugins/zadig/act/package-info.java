/**
 * Every verb once, for Pipeline, freestyle and the page of a build: launch, follow, finish, stop, vote, retry and so
 * on.
 */
package io.jenkins.plugins.zadig.act;
