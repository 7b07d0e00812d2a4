package org.kohsuke.stapler.jsr269;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import org.kohsuke.stapler.QueryParameter;

/** Writes {@code <class>/<method>.stapler} with the parameters of a method that takes a {@link QueryParameter}. */
@SupportedAnnotationTypes("org.kohsuke.stapler.QueryParameter")
public final class QueryParameterAnnotationProcessor extends MetadataProcessor {
    private final Map<String, String> written = new HashMap<>();

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        Set<ExecutableElement> methods = new LinkedHashSet<>();
        for (Element parameter : round.getElementsAnnotatedWith(QueryParameter.class)) {
            methods.add((ExecutableElement) parameter.getEnclosingElement());
        }
        methods.forEach(this::write);
        return false;
    }

    private void write(ExecutableElement method) {
        String path = pathOf(method.getEnclosingElement()) + '/' + method.getSimpleName() + ".stapler";
        String names = parameterNames(method);
        if (!names.equals(written.put(path, names))) {
            write(path, names, method);
        }
    }
}
