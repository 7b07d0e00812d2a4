/**
 * Where Zadig tells that a task has changed. Whatever comes in is a hint from somebody who knows a shared secret: it makes
 * the plugin poll, and nothing else.
 */
package io.jenkins.plugins.zadig.hook;
