package org.jvnet.hudson.annotation_indexer;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;
import javax.tools.StandardLocation;

/** Lists in {@code META-INF/services/annotations/<annotation>} the classes that use an {@link Indexed} annotation. */
@SupportedAnnotationTypes("*")
public final class AnnotationProcessorImpl extends AbstractProcessor {
    private final Map<String, Set<String>> uses = new TreeMap<>();

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latest();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        for (TypeElement annotation : annotations) {
            if (annotation.getAnnotation(Indexed.class) != null) {
                Set<String> classes = uses.computeIfAbsent(binaryName(annotation), ignored -> new TreeSet<>());
                round.getElementsAnnotatedWith(annotation).forEach(element -> add(element, classes));
            }
        }
        if (round.processingOver() && !round.errorRaised()) {
            uses.forEach(this::write);
        }
        return false;
    }

    private void add(Element element, Set<String> classes) {
        switch (element.getKind()) {
            case CLASS, INTERFACE, ANNOTATION_TYPE, ENUM -> classes.add(binaryName((TypeElement) element));
            case METHOD, FIELD, CONSTRUCTOR -> classes.add(binaryName((TypeElement) element.getEnclosingElement()));
            case PACKAGE -> classes.add(((PackageElement) element).getQualifiedName() + ".*");
            default -> {
                // The real indexer knows no records, parameters and so on either.
            }
        }
    }

    private String binaryName(TypeElement type) {
        return processingEnv.getElementUtils().getBinaryName(type).toString();
    }

    private void write(String annotation, Set<String> classes) {
        try (Writer file = processingEnv
                        .getFiler()
                        .createResource(
                                StandardLocation.CLASS_OUTPUT, "", "META-INF/services/annotations/" + annotation)
                        .openWriter();
                PrintWriter lines = new PrintWriter(file)) {
            classes.forEach(lines::println);
        } catch (IOException e) {
            processingEnv.getMessager().printMessage(Diagnostic.Kind.ERROR, e.toString());
        }
    }
}
