package org.kohsuke.stapler.jsr269;

import java.util.HashSet;
import java.util.Properties;
import java.util.Set;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import org.kohsuke.stapler.DataBoundConstructor;

/** Writes {@code <class>.stapler} with the names of the parameters of a {@link DataBoundConstructor}. */
@SupportedAnnotationTypes("org.kohsuke.stapler.DataBoundConstructor")
public final class ConstructorProcessor extends MetadataProcessor {
    private final Set<Element> written = new HashSet<>();

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        for (Element element : round.getElementsAnnotatedWith(DataBoundConstructor.class)) {
            write((ExecutableElement) element);
        }
        return false;
    }

    private void write(ExecutableElement constructor) {
        Element type = constructor.getEnclosingElement();
        if (!written.add(type)) {
            error("Only one @DataBoundConstructor is permitted per class", constructor);
        } else if (!constructor.getModifiers().contains(Modifier.PUBLIC)) {
            error("@DataBoundConstructor must be applied to a public constructor", constructor);
        } else if (type.getModifiers().contains(Modifier.ABSTRACT)) {
            error("@DataBoundConstructor may not be used on an abstract class", constructor);
        } else {
            Properties properties = new Properties();
            properties.setProperty("constructor", parameterNames(constructor));
            write(pathOf(type) + ".stapler", format(properties), constructor);
        }
    }
}
