package org.kohsuke.stapler.jsr269;

import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import javax.annotation.processing.AbstractProcessor;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.tools.Diagnostic;
import javax.tools.StandardLocation;

/** Writes the files in which Stapler looks up at run time what class files do not tell. */
abstract class MetadataProcessor extends AbstractProcessor {
    @Override
    public final SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latest();
    }

    final void error(String message, Element element) {
        processingEnv.getMessager().printMessage(Diagnostic.Kind.ERROR, message, element);
    }

    /** The path of a type's metadata: nested types after a slash, as Stapler reads it. */
    static String pathOf(Element type) {
        return ((TypeElement) type).getQualifiedName().toString().replace('.', '/');
    }

    static String parameterNames(ExecutableElement executable) {
        List<? extends VariableElement> parameters = executable.getParameters();
        return parameters.stream()
                .map(parameter -> parameter.getSimpleName().toString())
                .collect(Collectors.joining(","));
    }

    final void write(String path, String content, Element element) {
        try (Writer file = processingEnv
                .getFiler()
                .createResource(StandardLocation.CLASS_OUTPUT, "", path)
                .openWriter()) {
            file.write(content);
        } catch (IOException e) {
            error(e.toString(), element);
        }
    }

    /** In the format of {@link Properties}, with an empty line in the place of its comment, which is a date. */
    static String format(Properties properties) {
        StringWriter text = new StringWriter();
        try {
            properties.store(text, null);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return text.toString()
                .lines()
                .map(line -> (line.startsWith("#") ? "" : line) + System.lineSeparator())
                .collect(Collectors.joining());
    }
}
