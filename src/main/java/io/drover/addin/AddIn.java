package io.drover.addin;

import io.drover.definition.text.ParameterNames;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An add-in: a route template in routes/add-ins.
 *
 * @param name id of the template
 * @param description one sentence without a full stop
 * @param own names of the parameters that its own template declares
 * @param parameters what a task may set: its own, then those of its parts; without what Drover gives
 * @param parts the parts that it uses, and those that they use
 */
public record AddIn(
        String name, String description, Set<String> own, List<AddInParameter> parameters, List<Part> parts) {

    /**
     * A route template in routes/add-ins/parts that add-ins share: each task gets a route of it, and its parameters are the
     * add-in's.
     *
     * @param name id of the template
     * @param given name of the parameter, of the add-in and of other parts, that Drover gives the address of the part's route;
     *     empty for a part that belongs to every add-in
     * @param own names of the parameters that its template declares
     */
    public record Part(String name, String given, Set<String> own) {
        public Part {
            own = Set.copyOf(own);
        }

        /** Whether it belongs to every add-in, which then need not declare it. */
        public boolean isCommon() {
            return given.isEmpty();
        }
    }

    public AddIn {
        own = Set.copyOf(own);
        parameters = List.copyOf(parameters);
        parts = List.copyOf(parts);
    }

    /** The parameter that a task calls so: "Web service URL" is webServiceUrl. */
    public Optional<AddInParameter> parameter(String label) {
        String key = ParameterNames.key(label);
        return parameters.stream()
                .filter(parameter -> ParameterNames.key(parameter.name()).equals(key))
                .findFirst();
    }
}
