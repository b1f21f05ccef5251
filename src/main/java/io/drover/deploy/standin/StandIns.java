package io.drover.deploy.standin;

import java.lang.reflect.Modifier;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.TypeConversionException;
import org.apache.camel.impl.engine.DefaultClassResolver;
import org.apache.camel.impl.engine.DefaultInjector;
import org.apache.camel.spi.ClassResolver;
import org.apache.camel.spi.Injector;
import org.apache.camel.spi.Language;
import org.apache.camel.spi.Registry;
import org.apache.camel.support.DefaultRegistry;
import org.apache.camel.support.TypeConverterSupport;

/**
 * The parts of a Camel context by which beans of users come into being, all made so that none does. The context is the check's alone:
 * components, languages and data formats are made as in every other.
 */
public final class StandIns {
    private final StandInClasses classes = new StandInClasses();

    /** An object that does nothing. */
    public static <T> T of(Class<T> type, String name) {
        return DefaultAnswers.proxy(type, name);
    }

    /** Whom Camel asks for a class that it is going to make a bean of gets the one that stands for it. */
    public ClassResolver classResolver(CamelContext camel) {
        return new DefaultClassResolver(camel) {
            @Override
            public Class<?> resolveMandatoryClass(String name) throws ClassNotFoundException {
                Class<?> type = super.resolveMandatoryClass(name);
                return BeanMakers.areAsking() ? classes.of(type) : type;
            }
        };
    }

    /** Camel's own parts are made without post-processing; beans with it, or by their makers. */
    public Injector injector(CamelContext camel) {
        return new DefaultInjector(camel) {
            @Override
            public <T> T newInstance(Class<T> type) {
                return newInstance(type, true);
            }

            @Override
            @SuppressWarnings("unchecked") // who asks for a bean of a user's class does not know it
            public <T> T newInstance(Class<T> type, boolean postProcessBean) {
                boolean bean = postProcessBean || BeanMakers.areAsking();
                return super.newInstance(bean ? (Class<T>) classes.of(type) : type, postProcessBean);
            }

            @Override
            @SuppressWarnings("unchecked") // the same
            public <T> T newInstance(Class<T> type, Class<?> factoryClass, String factoryMethod) {
                Class<?> factory = factoryClass == null ? type : factoryClass;
                return (T) super.newInstance(Object.class, classes.of(factory), factoryMethod);
            }
        };
    }

    /** A registry that calls no method of a bean. */
    public Registry registry() {
        return new StandInRegistry(this);
    }

    /** A language as it is; but a script that makes a bean is not run. */
    public Language language(Language language) {
        return language != null && BeanMakers.areAsking() ? new UnrunScript() : language;
    }

    /** Lets options take a stand-in for what they need. */
    public void addTo(CamelContext camel) {
        camel.getTypeConverterRegistry()
                .addFallbackTypeConverter(
                        new TypeConverterSupport() {
                            @Override
                            public <T> T convertTo(Class<T> type, Exchange exchange, Object value)
                                    throws TypeConversionException {
                                return as(value, type);
                            }
                        },
                        false);
    }

    /** A stand-in as something of another type that the class which it stands for has; null for all else. */
    <T> T as(Object value, Class<T> type) {
        if (type.isInstance(value)) {
            return type.cast(value);
        }
        if (!(value instanceof StandIn) || type.isPrimitive()) {
            return null;
        }
        boolean fits = value instanceof UnrunScript.Result || type.isAssignableFrom(classes.original(value.getClass()));
        return fits && (type.isInterface() || !Modifier.isAbstract(type.getModifiers()))
                ? DefaultAnswers.without(type)
                : null;
    }

    /** A registry without effects. */
    private static final class StandInRegistry extends DefaultRegistry {
        private final StandIns standIns;

        private StandInRegistry(StandIns standIns) {
            this.standIns = standIns;
        }

        @Override
        public void bind(String id, Class<?> type, Object bean, String initMethod, String destroyMethod) {
            super.bind(id, type, bean, null, null);
        }

        @Override
        public <T> T lookupByNameAndType(String name, Class<T> type) {
            Object found = lookupByName(name);
            return found instanceof StandIn ? standIns.as(found, type) : super.lookupByNameAndType(name, type);
        }
    }
}
