package io.jenkins.plugins.zadig.task;

/**
 * What somebody who says to be Zadig tells about a task (zadig-servers 19.3 to 19.9). It can be forged, late, early,
 * repeated or out of order, so it is a reason to poll and never a fact.
 *
 * @param server as {@link Access#server} names it
 * @param workflow key of the workflow
 * @param id number of the task within the workflow
 * @param status as the notification has it; may be empty or differ from what the task says
 */
public record TaskNotice(String server, String workflow, long id, String status) {}
