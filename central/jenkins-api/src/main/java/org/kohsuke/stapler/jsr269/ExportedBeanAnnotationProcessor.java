package org.kohsuke.stapler.jsr269;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import org.kohsuke.stapler.export.Exported;

/** Writes {@code META-INF/exposed.stapler-beans} and, per bean, the Javadoc of what it exports. */
@SupportedAnnotationTypes("org.kohsuke.stapler.export.Exported")
public final class ExportedBeanAnnotationProcessor extends MetadataProcessor {
    private final Map<String, Element> beans = new TreeMap<>();
    private final Map<Element, Properties> comments = new LinkedHashMap<>();

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        for (Element exported : round.getElementsAnnotatedWith(Exported.class)) {
            Element bean = exported.getEnclosingElement();
            beans.put(((TypeElement) bean).getQualifiedName().toString(), bean);
            Properties properties = comments.computeIfAbsent(bean, ignored -> new Properties());
            String comment = processingEnv.getElementUtils().getDocComment(exported);
            if (comment != null) {
                properties.setProperty(exported.getSimpleName().toString(), comment);
            }
        }
        if (round.processingOver() && !beans.isEmpty()) {
            String names = beans.keySet().stream()
                    .map(name -> name + System.lineSeparator())
                    .collect(Collectors.joining());
            write("META-INF/exposed.stapler-beans", names, null);
            comments.forEach((bean, properties) -> write(pathOf(bean) + ".javadoc", format(properties), bean));
        }
        return false;
    }
}
