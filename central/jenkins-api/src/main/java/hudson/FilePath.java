package hudson;

import hudson.remoting.VirtualChannel;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;

public final class FilePath implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String remote;

    public FilePath(File localPath) {
        this.remote = localPath.getPath();
    }

    public FilePath(VirtualChannel channel, String remote) {
        this.remote = remote;
    }

    public FilePath(FilePath base, String rel) {
        this.remote = new File(base.remote).toPath().resolve(rel).toString();
    }

    public String getRemote() {
        return remote;
    }

    public FilePath child(String relOrAbsolute) {
        return new FilePath(this, relOrAbsolute);
    }

    public boolean exists() throws IOException, InterruptedException {
        return new File(remote).exists();
    }

    public long length() throws IOException, InterruptedException {
        return new File(remote).length();
    }

    public InputStream read() throws IOException, InterruptedException {
        return Files.newInputStream(new File(remote).toPath());
    }

    public String readToString() throws IOException, InterruptedException {
        return Files.readString(new File(remote).toPath(), StandardCharsets.UTF_8);
    }

    public void write(String content, String encoding) throws IOException, InterruptedException {
        Files.createDirectories(
                new File(remote).getAbsoluteFile().getParentFile().toPath());
        Files.write(new File(remote).toPath(), content.getBytes(encoding == null ? "UTF-8" : encoding));
    }

    @Override
    public String toString() {
        return remote;
    }
}
