package io.jenkins.plugins.zadig;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static com.tngtech.archunit.library.plantuml.rules.PlantUmlArchCondition.Configuration.consideringOnlyDependenciesInDiagram;
import static com.tngtech.archunit.library.plantuml.rules.PlantUmlArchCondition.adhereToPlantUmlDiagram;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.net.http.HttpClient;
import org.junit.jupiter.api.Test;

/** The house as drawn in {@code design.puml}, and the habits that every room keeps. */
class ArchitectureTest {

    private static final String ROOT = "io.jenkins.plugins.zadig";
    private static final JavaClasses PLUGIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @Test
    void packagesFollowTheDrawing() {
        var drawing = ArchitectureTest.class.getResource("/design.puml");
        check(classes().should(adhereToPlantUmlDiagram(drawing, consideringOnlyDependenciesInDiagram())));
    }

    @Test
    void packagesAreFreeOfCycles() {
        check(slices().matching(ROOT + ".(*)..").should().beFreeOfCycles());
    }

    @Test
    void apiKnowsOnlyTheJdkAndJackson() {
        check(classes()
                .that()
                .resideInAPackage(ROOT + ".api..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "javax.net.ssl..",
                        "com.fasterxml.jackson..",
                        "edu.umd.cs.findbugs.annotations..",
                        ROOT + ".api.."));
    }

    @Test
    void taskKnowsOnlyTheJdkAndApi() {
        check(classes()
                .that()
                .resideInAPackage(ROOT + ".task..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "edu.umd.cs.findbugs.annotations..", ROOT + ".api..", ROOT + ".task.."));
    }

    @Test
    void namesSayWhatAClassIsFor() {
        check(noClasses()
                .that()
                .doNotHaveSimpleName("DescriptorImpl")
                .should()
                .haveNameMatching(".*[.$]\\w*(Util|Helper|Manager)\\w*")
                .orShould()
                .haveSimpleNameEndingWith("Impl"));
    }

    @Test
    void nobodySleeps() {
        check(noClasses()
                .should()
                .callMethodWhere(target(owner(name(Thread.class.getName()))).and(target(name("sleep")))));
    }

    @Test
    void nobodyOccupiesTheSharedTimer() {
        check(noClasses().should().dependOnClassesThat().haveFullyQualifiedName("jenkins.util.Timer"));
    }

    @Test
    void onlyApiSpeaksHttpByClientsThatConfigBuilds() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + ".api..", ROOT + ".config..")
                .should()
                .callMethodWhere(target(owner(name(HttpClient.class.getName())))));
    }

    /** One mark is enough: what is not {@code CheckForNull} is never null. */
    @Test
    void onlyWhatCanBeNullIsMarked() {
        check(noClasses().should().dependOnClassesThat().areAssignableTo(NonNull.class));
    }

    /** Checks a rule that may find nothing yet to look at, as a room can still be empty. */
    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(PLUGIN);
    }
}
