/** What a build asks of a workflow: the jobs to run, each with its form, the values of variables, and the order they make. */
package io.jenkins.plugins.zadig.order;
