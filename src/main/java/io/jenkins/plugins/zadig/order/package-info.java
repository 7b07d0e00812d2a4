/**
 * What a build asks of a workflow: the jobs with their forms, the values of variables, and the order that they make.
 */
package io.jenkins.plugins.zadig.order;
