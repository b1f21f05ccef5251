package io.drover.deploy.standin;

import java.lang.StackWalker.StackFrame;
import java.util.Set;

/**
 * Those parts of Camel that make beans of what a file or the settings say: whatever the file's language, and wherever in it that
 * is, there are these. Camel has no place where another maker could be put, only what these ask: classes and languages.
 */
final class BeanMakers {
    private static final Set<String> MAKERS = Set.of(
            "org.apache.camel.support.PropertyBindingSupport",
            "org.apache.camel.support.EndpointHelper",
            "org.apache.camel.model.BeanModelHelper",
            "org.apache.camel.component.bean.ConstantTypeBeanHolder");
    /** This class, what is asked, at most one method of Camel's that hands the question on, and who asks. */
    private static final int FRAMES = 4;

    private BeanMakers() {}

    /** Whether the method that calls this was asked by one of them. */
    static boolean areAsking() {
        return StackWalker.getInstance()
                .walk(frames ->
                        frames.limit(FRAMES).map(StackFrame::getClassName).anyMatch(MAKERS::contains));
    }
}
