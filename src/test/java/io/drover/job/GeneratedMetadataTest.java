package io.drover.job;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.drover.queue.QueueComponent;
import io.drover.queue.QueueComponentConfigurer;
import io.drover.queue.QueueEndpoint;
import io.drover.queue.QueueEndpointConfigurer;
import io.drover.queue.QueueEndpointUriFactory;
import io.drover.task.TaskComponent;
import io.drover.task.TaskComponentConfigurer;
import io.drover.task.TaskEndpoint;
import io.drover.task.TaskEndpointConfigurer;
import io.drover.task.TaskEndpointUriFactory;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.PropertyConfigurerGetter;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ScheduledPollEndpoint;
import org.junit.jupiter.api.Test;

/**
 * src/generated is committed (docs/decisions/0002-generated-metadata.md): Camel must find it, and it must be that of the
 * components as they are now. What an option's setter is called, editors and Camel know from nowhere else.
 */
class GeneratedMetadataTest {
    private static final Path GENERATED = Path.of("src/generated/resources/META-INF/io/drover");

    @Test
    void camelConfiguresTheComponentsWithTheGeneratedClasses() throws Exception {
        CamelContext camel = new DefaultCamelContext();
        try {
            assertThat(camel.getComponent("job", true, false)).isInstanceOf(JobComponent.class);
            assertThat(configurer(camel, "job-component")).isInstanceOf(JobComponentConfigurer.class);
            assertThat(configurer(camel, "job-endpoint")).isInstanceOf(JobEndpointConfigurer.class);
            assertThat(PluginHelper.getUriFactoryResolver(camel).resolveFactory("job", camel))
                    .isInstanceOf(JobEndpointUriFactory.class);

            assertThat(camel.getComponent("task", true, false)).isInstanceOf(TaskComponent.class);
            assertThat(configurer(camel, "task-component")).isInstanceOf(TaskComponentConfigurer.class);
            assertThat(configurer(camel, "task-endpoint")).isInstanceOf(TaskEndpointConfigurer.class);
            assertThat(PluginHelper.getUriFactoryResolver(camel).resolveFactory("task", camel))
                    .isInstanceOf(TaskEndpointUriFactory.class);

            assertThat(camel.getComponent("queue", true, false)).isInstanceOf(QueueComponent.class);
            assertThat(configurer(camel, "queue-component")).isInstanceOf(QueueComponentConfigurer.class);
            assertThat(configurer(camel, "queue-endpoint")).isInstanceOf(QueueEndpointConfigurer.class);
            assertThat(PluginHelper.getUriFactoryResolver(camel).resolveFactory("queue", camel))
                    .isInstanceOf(QueueEndpointUriFactory.class);
        } finally {
            camel.stop();
        }
    }

    private static Object configurer(CamelContext camel, String name) {
        return PluginHelper.getConfigurerResolver(camel).resolvePropertyConfigurer(name, camel);
    }

    @Test
    void everyOptionIsDescribedAndCanBeSet() throws IOException {
        assertDescribed("job", JobEndpoint.class, new JobEndpointConfigurer());
        assertDescribed("task", TaskEndpoint.class, new TaskEndpointConfigurer());
        assertDescribed("queue", QueueEndpoint.class, new QueueEndpointConfigurer());
    }

    private static void assertDescribed(String scheme, Class<?> endpoint, PropertyConfigurerGetter configurer)
            throws IOException {
        JsonNode description =
                new ObjectMapper().readTree(Files.readString(GENERATED.resolve(scheme + "/" + scheme + ".json")));
        Set<String> options = fields(endpoint, UriParam.class);
        for (String option : options) {
            assertThat(configurer.getOptionType(option, true)).as(option).isNotNull();
        }
        options.addAll(fields(endpoint, UriPath.class));
        Set<String> described = new HashSet<>();
        description.get("properties").fieldNames().forEachRemaining(described::add);
        described.removeAll(fields(DefaultEndpoint.class, UriParam.class)); // Camel's own
        described.removeAll(fields(ScheduledPollEndpoint.class, UriParam.class));
        assertThat(described).as("options of %s", scheme).isNotEmpty().isEqualTo(options);
        assertThat(description.get("properties"))
                .allSatisfy(
                        option -> assertThat(option.get("description").asText()).isNotBlank());
    }

    /** Names of the fields with an annotation, which is in the class file only. */
    private static Set<String> fields(Class<?> endpoint, Class<? extends Annotation> annotation) {
        JavaClass compiled = new ClassFileImporter().importClasses(endpoint).get(endpoint);
        return compiled.getFields().stream()
                .filter(field -> field.isAnnotatedWith(annotation))
                .map(JavaField::getName)
                .collect(toSet());
    }
}
