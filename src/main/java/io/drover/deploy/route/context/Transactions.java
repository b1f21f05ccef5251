package io.drover.deploy.route.context;

import io.drover.store.Store;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.NamedNode;
import org.apache.camel.Route;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.SendDefinition;
import org.apache.camel.model.ToDynamicDefinition;
import org.apache.camel.spring.spi.SpringTransactionPolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * What makes {@code transacted} work in routes: a policy for each data source. Alone it is a transaction of Drover's own database,
 * with {@code ref: transaction-NAME} one of another data source. The component {@code sql:} takes part.
 */
public final class Transactions {
    private static final Logger LOG = LoggerFactory.getLogger(Transactions.class);
    /** What Camel looks for when a route does not name a policy, and there are several. */
    private static final String DEFAULT = "PROPAGATION_REQUIRED";

    private static final Set<String> OWN_SCHEMES = Set.of("job", "task", "queue");

    private Transactions() {}

    /** Makes the policies of a data source known to routes. */
    public static void bind(CamelContext camel, String name, DataSource dataSource) {
        Policy policy = new Policy(dataSource);
        camel.getRegistry().bind("transaction-" + name, policy);
        if (name.equals(Store.OWN)) {
            camel.getRegistry().bind(DEFAULT, policy);
        }
    }

    /** Says, as a route is made, which of its steps do not take part. */
    private static final class Policy extends SpringTransactionPolicy {
        Policy(DataSource dataSource) {
            super(new JdbcTransactionManager(dataSource));
        }

        @Override
        public void beforeWrap(Route route, NamedNode step) {
            super.beforeWrap(route, step);
            boolean isCheck = route.getCamelContext()
                    instanceof QuietCamelContext; // what is right is made once more, and says it then
            if (!isCheck && step instanceof ProcessorDefinition<?> transacted) {
                for (String uri : ownSteps(transacted)) {
                    LOG.warn(
                            "route {}: {} commits by itself, and stays when the transaction is rolled back: let it be the last step",
                            route.getRouteId(),
                            uri);
                }
            }
        }
    }

    private static Set<String> ownSteps(ProcessorDefinition<?> transacted) {
        List<ProcessorDefinition<?>> steps = transacted.getOutputs();
        Set<String> uris = new TreeSet<>();
        ProcessorDefinitionHelper.filterTypeInOutputs(steps, SendDefinition.class)
                .forEach(send -> uris.add(send.getEndpointUri()));
        ProcessorDefinitionHelper.filterTypeInOutputs(steps, ToDynamicDefinition.class)
                .forEach(send -> uris.add(send.getUri()));
        uris.removeIf(uri -> !OWN_SCHEMES.contains(uri.replaceFirst(":.*", "")));
        return uris;
    }
}
