/** What a build keeps of its tasks and shows: records and files, the Zadig tab, the REST API, environment variables. */
package io.jenkins.plugins.zadig.page;
