package io.jenkins.plugins.zadig.order;

import io.jenkins.plugins.zadig.api.JobInput;
import io.jenkins.plugins.zadig.api.WorkflowDetail;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a run builds for a job that takes its services from another one.
 *
 * @param source where the job's images come from
 * @param build the build that it takes them from; empty when there is none
 * @param gap a job on the way to them that the run must list and does not; empty when there is none
 * @param modules that are built in this run, by service
 */
record BuiltImages(Source source, String build, String gap, Map<String, TreeSet<String>> modules) {
    /** Where images come from. */
    enum Source {
        /** The run says. */
        GIVEN,
        /** A build that the run lists. */
        LISTED_BUILD,
        /** A build that the run does not list, so the run says. */
        UNLISTED_BUILD,
        /** The workflow cannot be read: from any build of the run, or the run says. */
        UNKNOWN
    }

    /** What the listed builds make, for a job of a workflow that cannot be read. */
    static BuiltImages ofAny(List<JobInput> builds) {
        var modules = new TreeMap<String, TreeSet<String>>();
        builds.forEach(build -> add(build, modules));
        return new BuiltImages(Source.UNKNOWN, "", "", modules);
    }

    /**
     * What a job of a workflow gets. A deployment can take its services from another deployment, which takes them from
     * a build. The images are then what the other one puts out, so it must run (zadig-servers 7.20). The search ends at
     * a build, also at one that takes its services from another job (6.23).
     */
    static BuiltImages of(WorkflowDetail.Job job, WorkflowDetail workflow, Map<String, JobInput> listed) {
        var from = job;
        for (int jobs = workflow.jobs().size();
                jobs > 0 && from != null && from.choices().takesFromJob();
                jobs--) {
            if (from != job && from.type().equals("zadig-build")) {
                break;
            }
            from = workflow.job(from.choices().fromJob());
        }
        if (from == job) {
            return new BuiltImages(Source.GIVEN, "", "", Map.of());
        }
        var direct = job.choices().fromJob();
        var build = from == null ? direct : from.name();
        if (from == null || !listed.containsKey(build)) {
            var stored = from != null && !from.type().equals("zadig-build");
            return new BuiltImages(Source.UNLISTED_BUILD, build, stored ? build : "", Map.of());
        }
        var modules = new TreeMap<String, TreeSet<String>>();
        add(listed.get(build), modules);
        return new BuiltImages(Source.LISTED_BUILD, build, listed.containsKey(direct) ? "" : direct, modules);
    }

    private static void add(JobInput build, Map<String, TreeSet<String>> modules) {
        for (String list : List.of("service_list", "services")) {
            for (Map<String, Object> entry : Inputs.maps(build.parameters().get(list))) {
                modules.computeIfAbsent(Inputs.text(entry.get("service_name")), service -> new TreeSet<>())
                        .add(Inputs.text(entry.get("service_module")));
            }
        }
    }

    /** The modules as {@code service/module}. */
    List<String> names() {
        var names = new ArrayList<String>();
        modules.forEach((service, own) -> own.forEach(module -> names.add(service + "/" + module)));
        return names;
    }
}
