/**
 * The test reports of a task as test results of a build, in the junit plugin's own model: so that the Test Result page,
 * trends, ages and the REST API show Zadig's tests as they show any other.
 */
package io.jenkins.plugins.zadig.report;
