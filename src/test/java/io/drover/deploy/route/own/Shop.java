package io.drover.deploy.route.own;

import java.net.ConnectException;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Processor;
import org.apache.camel.PropertyInject;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.LambdaRouteBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.apache.camel.component.direct.DirectComponent;
import org.apache.camel.component.direct.DirectEndpoint;
import org.apache.camel.support.DefaultConsumer;

/** Classes that make routes, as somebody may have them in a jar of his own, good ones and bad ones. */
public final class Shop {
    /** What of them has run. */
    public static final Queue<String> RAN = new ConcurrentLinkedQueue<>();

    /** Whether the broker is away. */
    private static volatile boolean away;

    private Shop() {}

    public static void brokerIs(boolean here) {
        away = !here;
    }

    /** Found by its package. */
    public static class Scanned extends RouteBuilder {
        @PropertyInject("shop.word")
        private String word;

        public Scanned() {
            RAN.add("Scanned made");
        }

        @Override
        public void configure() {
            RAN.add("Scanned configured");
            from("direct:scanned").routeId("scanned").setBody(simple(word + " ${body}"));
        }
    }

    /** A bean by its annotation, and no second object of it by its package. */
    @BindToRegistry("annotated")
    public static class Annotated extends RouteBuilder {
        @Override
        public void configure() {
            from("direct:annotated").routeId("annotated").bean("prices", "format");
        }

        public String word() {
            return "annotated";
        }
    }

    /** A bean by the settings. */
    public static class Bean extends RouteBuilder {
        private String id;

        public void setId(String id) {
            this.id = id;
        }

        @Override
        public void configure() {
            routeTemplate("of-java")
                    .templateParameter("name")
                    .from("direct:{{name}}")
                    .setBody(constant("from a template"));
            from("direct:" + id).routeId(id).routeConfigurationId("shop").process(exchange -> {
                throw new IllegalStateException("no price");
            });
        }
    }

    /** Configures routes of others too. */
    public static class Configuration extends RouteConfigurationBuilder {
        @Override
        public void configuration() {
            routeConfiguration("shop")
                    .onException(Exception.class)
                    .handled(true)
                    .setBody(constant("handled"));
        }
    }

    /** No class of Camel's. */
    public static class Plain implements RoutesBuilder {
        @Override
        public void addRoutesToCamelContext(CamelContext camel) throws Exception {
            camel.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:plain").routeId("plain").setBody(constant("plain"));
                }
            });
        }

        @Override
        public void addTemplatedRoutesToCamelContext(CamelContext camel) {
            RAN.add("no templates");
        }

        @Override
        public Set<String> updateRoutesToCamelContext(CamelContext camel) {
            return Set.of();
        }
    }

    /** One whose broker may be away. */
    public static class Waiting extends RouteBuilder {
        @Override
        public void configure() {
            from("broker:orders").routeId("waiting").log("hi");
        }
    }

    /** The broker. */
    @BindToRegistry("broker")
    public static class Broker extends DirectComponent {
        @Override
        protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
            return new DirectEndpoint(uri, this) {
                @Override
                public Consumer createConsumer(Processor processor) {
                    return new DefaultConsumer(this, processor) {
                        @Override
                        protected void doStart() throws Exception {
                            if (away) {
                                throw new ConnectException("Connection refused");
                            }
                        }
                    };
                }
            };
        }
    }

    /** A bean that is given a builder. */
    @BindToRegistry("lambda")
    public static class Lambda implements LambdaRouteBuilder {
        @Override
        public void accept(RouteBuilder builder) {
            builder.from("direct:lambda").routeId("lambda").setBody(builder.constant("lambda"));
        }
    }

    public static class Fails extends RouteBuilder {
        @Override
        public void configure() {
            throw new UnsupportedOperationException("not yet");
        }
    }

    public static class NotMade extends RouteBuilder {
        public NotMade() {
            throw new IllegalStateException("no licence");
        }

        @Override
        public void configure() {}
    }

    public static class Initialiser extends RouteBuilder {
        private static final int NUMBER = Integer.parseInt("x");

        @Override
        public void configure() {
            from("direct:never" + NUMBER);
        }
    }

    public static class NeedsMore extends RouteBuilder {
        public NeedsMore(String what) {
            RAN.add(what);
        }

        @Override
        public void configure() {}
    }

    public static class SameId extends RouteBuilder {
        @Override
        public void configure() {
            from("direct:other").routeId("of-a-file").log("never");
        }
    }

    public static class OfDrover extends RouteBuilder {
        @Override
        public void configure() {
            from("platform-http:/api/mine").routeId("mine").log("never");
        }
    }

    public static class ForAll extends RouteBuilder {
        @Override
        public void configure() {
            restConfiguration().contextPath("/mine");
            rest("/x").get().to("direct:scanned");
        }
    }

    public static class Binds extends RouteBuilder {
        @Override
        public void configure() {
            getContext().getRegistry().bind("jobs", this);
            from("direct:binds").routeId("binds").log("never");
        }
    }

    public static class NoComponent extends RouteBuilder {
        @Override
        public void configure() {
            from("nosuch:orders").routeId("nosuch").log("never");
        }
    }
}
