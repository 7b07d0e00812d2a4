package io.jenkins.plugins.zadig.order;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Describable;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.zadig.config.LocalizedDescriptor;
import java.util.LinkedHashMap;
import java.util.Map;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/**
 * A notification of a workflow as one run has it: on or off, and for all channels but webhooks whom it tells. Servers
 * read it from 4.2 on (zadig-servers 5.20).
 */
public final class NotifyInput implements Describable<NotifyInput>, TextMap.Owner {
    /** The channels, and where Zadig reads whom they tell; a webhook keeps its address. */
    private static final Map<String, String> CHANNELS = channels();

    public final int id;

    @CheckForNull
    public final String type;

    @DataBoundSetter
    public boolean enabled = true;

    /** Whom it tells, by Zadig's names; empty for a webhook. */
    @DataBoundSetter
    public Map<String, Object> config = new LinkedHashMap<>();

    /**
     * A notification.
     *
     * @param id its place in the workflow, from 0
     * @param type its channel, such as {@code dingding}; {@code null} when none is written, and the run is refused
     */
    @DataBoundConstructor
    public NotifyInput(int id, @CheckForNull String type) {
        this.id = id;
        this.type = Util.fixEmptyAndTrim(type);
    }

    private static Map<String, String> channels() {
        var channels = new LinkedHashMap<String, String>();
        channels.put("webhook", "");
        channels.put("dingding", "dingding_notification_config");
        channels.put("feishu", "lark_hook_notification_config");
        channels.put("feishu_app", "lark_group_notification_config");
        channels.put("feishu_person", "lark_person_notification_config");
        channels.put("wechat", "wechat_notification_config");
        channels.put("msteams", "msteams_notification_config");
        channels.put("mail", "mail_notification_config");
        return channels;
    }

    @Override
    public TextMap textMap() {
        return JsonText.of("config", config);
    }

    /**
     * What is sent of it. Servers crash over any channel but a webhook of which nothing is said.
     *
     * @throws IllegalArgumentException naming what is missing or unknown
     */
    Map<String, Object> toParameters() {
        var channel = Parameters.present("type", type);
        var field = CHANNELS.get(channel);
        if (field == null) {
            throw new IllegalArgumentException(
                    Messages.NotifyInput_unknownType(channel, String.join(", ", CHANNELS.keySet())));
        }
        var parameters = new LinkedHashMap<String, Object>();
        parameters.put("id", id);
        parameters.put("type", channel);
        parameters.put("enabled", enabled);
        var nothing = config == null || config.isEmpty();
        if (field.isEmpty()) {
            if (!nothing) {
                throw new IllegalArgumentException(Messages.NotifyInput_webhook());
            }
        } else {
            if (nothing) {
                throw new IllegalArgumentException(Messages.Parameters_missing("config"));
            }
            parameters.put(field, PlainValues.withoutSecrets("config", config));
        }
        return parameters;
    }

    @Extension
    public static final class DescriptorImpl extends LocalizedDescriptor<NotifyInput> {
        @POST
        // lgtm[jenkins/no-permission-check]
        public ListBoxModel doFillTypeItems() {
            var items = new ListBoxModel();
            CHANNELS.keySet().forEach(items::add);
            return items;
        }

        @POST
        // lgtm[jenkins/no-permission-check]
        public FormValidation doCheckConfig(@QueryParameter String value) {
            return JsonText.check(value);
        }
    }
}
