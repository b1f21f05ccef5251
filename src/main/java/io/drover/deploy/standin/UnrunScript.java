package io.drover.deploy.standin;

import java.util.Map;
import org.apache.camel.Expression;
import org.apache.camel.Predicate;
import org.apache.camel.spi.Language;
import org.apache.camel.spi.ScriptingLanguage;

/** The language of a script that makes a bean: what the script would do is not known before it runs, and it does not run. */
final class UnrunScript implements Language, ScriptingLanguage {

    /** What a script would have made: it can be anything. */
    static final class Result implements StandIn {}

    @Override
    public Predicate createPredicate(String expression) {
        throw new UnsupportedOperationException("a script that makes a bean is no predicate");
    }

    @Override
    public Expression createExpression(String expression) {
        throw new UnsupportedOperationException("a script that makes a bean is no expression");
    }

    @Override
    public <T> T evaluate(String script, Map<String, Object> bindings, Class<T> resultType) {
        return resultType == Object.class ? resultType.cast(new Result()) : DefaultAnswers.without(resultType);
    }
}
