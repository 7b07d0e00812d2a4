/** How a build waits for a task: its options, the lines of the console, the logs of jobs, and what the end means. */
package io.jenkins.plugins.zadig.wait;
