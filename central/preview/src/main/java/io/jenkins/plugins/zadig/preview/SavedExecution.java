package io.jenkins.plugins.zadig.preview;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/** The state of a step as bytes. */
final class SavedExecution {
    /** A program file that holds thousands of waiting steps must stay readable. */
    static final int MOST_BYTES = 64 * 1024;

    private SavedExecution() {}

    static byte[] write(StepExecution execution) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            synchronized (execution) {
                out.writeObject(execution);
            }
        } catch (IOException e) {
            throw new IllegalStateException(execution.getClass().getName() + " cannot be saved", e);
        }
        if (bytes.size() > MOST_BYTES) {
            throw new IllegalStateException(execution.getClass().getName() + " saves " + bytes.size() + " bytes");
        }
        return bytes.toByteArray();
    }

    static StepExecution read(byte[] saved) {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(saved))) {
            return (StepExecution) in.readObject();
        } catch (IOException | ClassNotFoundException e) {
            throw new IllegalStateException("A saved step cannot be read", e);
        }
    }
}
