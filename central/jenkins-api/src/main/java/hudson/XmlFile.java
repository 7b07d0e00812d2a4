package hudson;

import java.io.IOException;

public final class XmlFile {
    private XmlFile() {}

    public Object read() throws IOException {
        throw new AbstractMethodError();
    }

    public Object unmarshalNullingOut(Object o) throws IOException {
        throw new AbstractMethodError();
    }
}
