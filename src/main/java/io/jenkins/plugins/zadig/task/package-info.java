/**
 * What a Zadig task means: its reference, status and outcome, progress as the difference of two polls of it, launching it
 * exactly once, and watching many of them. Nothing here knows Jenkins; time and threads are handed in.
 */
package io.jenkins.plugins.zadig.task;
