package io.jenkins.plugins.zadig.preview;

import hudson.model.Result;
import java.io.IOException;

/** The variable {@code currentBuild} of a Jenkinsfile. */
public final class CurrentBuild {
    private final PreviewRun run;

    CurrentBuild(PreviewRun run) {
        this.run = run;
    }

    public String getResult() {
        return run.getResult() == null ? null : run.getResult().toString();
    }

    public void setResult(String result) {
        run.setResult(Result.fromString(result));
    }

    public String getCurrentResult() {
        return run.getResult() == null
                ? Result.SUCCESS.toString()
                : run.getResult().toString();
    }

    public boolean resultIsBetterOrEqualTo(String other) {
        return Result.fromString(getCurrentResult()).isBetterOrEqualTo(Result.fromString(other));
    }

    public boolean resultIsWorseOrEqualTo(String other) {
        return Result.fromString(getCurrentResult()).isWorseOrEqualTo(Result.fromString(other));
    }

    public int getNumber() {
        return run.getNumber();
    }

    public String getId() {
        return run.getId();
    }

    public String getDisplayName() {
        return run.getDisplayName();
    }

    public void setDisplayName(String name) throws IOException {
        run.setDisplayName(name);
    }

    public String getFullDisplayName() {
        return run.getFullDisplayName();
    }

    public String getProjectName() {
        return run.getParent().getName();
    }

    public String getDescription() {
        return run.getDescription();
    }

    public void setDescription(String description) throws IOException {
        run.setDescription(description);
    }

    public long getStartTimeInMillis() {
        return run.getStartTimeInMillis();
    }

    @SuppressWarnings("deprecation")
    public String getAbsoluteUrl() {
        return run.getAbsoluteUrl();
    }
}
