package io.drover.deploy.route;

import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.sql.DataSource;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.spi.ScriptingLanguage;
import org.apache.camel.support.LanguageSupport;

/** A bean that tells when any of its code runs. */
public final class Loud implements AggregationStrategy, Processor {
    static {
        Heard.SAID.add("static initialiser");
    }

    private String word = "hello";

    public Loud() {
        Heard.SAID.add("constructor");
    }

    public Loud(String word, DataSource database) {
        this.word = word + database;
        Heard.SAID.add("constructor with parameters");
    }

    /** What was heard. */
    public static final class Heard {
        public static final Queue<String> SAID = new ConcurrentLinkedQueue<>();

        private Heard() {}
    }

    /** The language of scripts that make beans. */
    public static final class Language extends LanguageSupport implements ScriptingLanguage {
        @Override
        public <T> T evaluate(String script, Map<String, Object> bindings, Class<T> resultType) {
            return resultType.cast(new Loud());
        }

        @Override
        public org.apache.camel.Predicate createPredicate(String expression) {
            throw new UnsupportedOperationException();
        }

        @Override
        public org.apache.camel.Expression createExpression(String expression) {
            throw new UnsupportedOperationException();
        }
    }

    /** Makes it in another way. */
    public static final class Factory {
        static {
            Heard.SAID.add("factory");
        }

        private Factory() {}

        public static Loud make() {
            return new Loud();
        }

        public static Loud make(String word) {
            return make();
        }
    }

    public void open() {
        Heard.SAID.add("open");
    }

    public void shut() {
        Heard.SAID.add("shut");
    }

    public String getWord() {
        return word;
    }

    public void setWord(String word) {
        Heard.SAID.add("setWord");
        this.word = word;
    }

    public String greet(String name) {
        return word + " " + name;
    }

    @Override
    public void process(Exchange exchange) {
        exchange.getMessage().setBody(greet(exchange.getMessage().getBody(String.class)));
    }

    @Override
    public Exchange aggregate(Exchange before, Exchange now) {
        return now;
    }
}
