package io.segmentpixel.acceptance;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.segmentpixel.segment.SegmentServiceException;
import java.util.concurrent.TimeUnit;

/** The rules of the house, held over the compiled classes of the published modules. */
@AnalyzeClasses(packages = "io.segmentpixel", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String[] CORE = {
        "io.segmentpixel.segment..", "io.segmentpixel.pixel..", "io.segmentpixel.export..", "io.segmentpixel.sync.."
    };
    private static final String[] JDK_AND_ANNOTATIONS = {"java..", "org.jspecify.."};

    @ArchTest
    static void all_published_modules_are_seen(JavaClasses classes) {
        for (String name : new String[] {
            "segment.Segment",
            "pixel.SegmentCall",
            "export.PixelExport",
            "sync.SegmentPlan",
            "http.SegmentClient",
            "page.PagePlacer",
            "testkit.Sandbox"
        }) {
            assertThat(classes.contain("io.segmentpixel." + name)).as(name).isTrue();
        }
    }

    @ArchTest
    static final ArchRule arrows_between_packages_point_one_way = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("segment")
            .definedBy("io.segmentpixel.segment..")
            .layer("pixel")
            .definedBy("io.segmentpixel.pixel..")
            .layer("export")
            .definedBy("io.segmentpixel.export..")
            .layer("sync")
            .definedBy("io.segmentpixel.sync..")
            .layer("http")
            .definedBy("io.segmentpixel.http..")
            .layer("page")
            .definedBy("io.segmentpixel.page..")
            .layer("testkit")
            .definedBy("io.segmentpixel.testkit..")
            .whereLayer("segment")
            .mayNotAccessAnyLayer()
            .whereLayer("pixel")
            .mayOnlyAccessLayers("segment")
            .whereLayer("export")
            .mayOnlyAccessLayers("segment", "pixel")
            .whereLayer("sync")
            .mayOnlyAccessLayers("segment")
            .whereLayer("http")
            .mayOnlyAccessLayers("segment", "pixel", "export")
            .whereLayer("page")
            .mayOnlyAccessLayers("segment", "pixel", "export")
            .whereLayer("testkit")
            .mayOnlyAccessLayers("segment", "pixel", "export", "http", "page");

    @ArchTest
    static final ArchRule no_package_is_part_of_a_cycle =
            slices().matching("io.segmentpixel.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule core_knows_the_JDK_alone = classes()
            .that()
            .resideInAnyPackage(CORE)
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(CORE).or(resideInAnyPackage(JDK_AND_ANNOTATIONS)));

    @ArchTest
    static final ArchRule the_client_knows_core_okhttp_jackson_and_slf4j = classes()
            .that()
            .resideInAPackage("io.segmentpixel.http..")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(CORE)
                    .or(resideInAnyPackage(JDK_AND_ANNOTATIONS))
                    .or(resideInAnyPackage(
                            "io.segmentpixel.http..",
                            "javax.crypto..",
                            "javax.net.ssl..",
                            "okhttp3..",
                            "okio..",
                            "kotlin..",
                            "com.fasterxml.jackson..",
                            "org.slf4j..")));

    @ArchTest
    static final ArchRule pages_need_core_jsoup_the_diff_and_for_warc_files_their_reader = classes()
            .that()
            .resideInAPackage("io.segmentpixel.page..")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(CORE)
                    .or(resideInAnyPackage(JDK_AND_ANNOTATIONS))
                    .or(resideInAnyPackage(
                            "io.segmentpixel.page..",
                            "org.jsoup..",
                            "com.github.difflib..",
                            "javax.xml..",
                            "org.netpreserve.jwarc..")));

    @ArchTest
    static final ArchRule whoever_reads_no_warc_files_does_without_their_reader = noClasses()
            .that()
            .resideInAPackage("io.segmentpixel.page..")
            .and()
            .haveSimpleNameNotStartingWith("Warc")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.netpreserve..");

    @ArchTest
    static final ArchRule internal_packages_show_nothing = noClasses()
            .that()
            .resideInAPackage("..internal..")
            .should()
            .bePublic()
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule values_are_immutable = fields().that()
            .areDeclaredInClassesThat(resideInAnyPackage(CORE).and(are_public()))
            .and()
            .doNotHaveModifier(JavaModifier.SYNTHETIC)
            .should()
            .beFinal();

    @ArchTest
    static final ArchRule no_field_can_be_seen_from_outside_but_constants = fields().that()
            .areDeclaredInClassesThat(resideInAnyPackage("io.segmentpixel.."))
            .and()
            .arePublic()
            .should()
            .beStatic()
            .andShould()
            .beFinal();

    @ArchTest
    static final ArchRule values_cannot_be_extended = classes()
            .that()
            .resideInAnyPackage(CORE)
            .and()
            .areNotInterfaces()
            .and()
            .doNotHaveModifier(JavaModifier.ABSTRACT)
            .and()
            .areNotEnums()
            .and()
            .areNotAnonymousClasses()
            .should()
            .haveModifier(JavaModifier.FINAL);

    @ArchTest
    static final ArchRule every_failure_of_a_service_has_one_root = classes()
            .that()
            .areAssignableTo(RuntimeException.class)
            .and(are_public())
            .and()
            .resideInAPackage("io.segmentpixel.segment..")
            .should()
            .beAssignableTo(SegmentServiceException.class);

    @ArchTest
    static final ArchRule libraries_do_not_print = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    @ArchTest
    static final ArchRule only_one_class_sleeps = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("io.segmentpixel.http.SystemTime")
            .should()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(Thread.class, "sleep", long.class, int.class)
            .orShould()
            .callMethodWhere(sleeping_by_another_name());

    private static DescribedPredicate<JavaMethodCall> sleeping_by_another_name() {
        return DescribedPredicate.describe(
                "TimeUnit.sleep",
                call -> call.getTargetOwner().isEquivalentTo(TimeUnit.class)
                        && call.getName().equals("sleep"));
    }

    private static DescribedPredicate<JavaClass> are_public() {
        return DescribedPredicate.describe("public", type -> type.getModifiers().contains(JavaModifier.PUBLIC));
    }

    @ArchTest
    static final ArchRule nothing_reads_json_by_reflection = noClasses()
            .that(resideOutsideOfPackages("io.segmentpixel.examples.."))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.fasterxml.jackson.annotation..");
}
