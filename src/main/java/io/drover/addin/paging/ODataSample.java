package io.drover.addin.paging;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One entity as the service sends it: what it is called there, and what its properties hold.
 *
 * @param entity null when it is not known
 */
record ODataSample(JsonNode entity) {

    /** No entity: the service has none, or was not asked. */
    static final ODataSample NONE = new ODataSample(null);

    boolean known() {
        return entity != null;
    }

    /** The property that a column of a job is, with / between those that lead to it; empty when there is none. */
    Optional<String> path(String column) {
        return find(column).map(EntityPath::path);
    }

    /** What a column holds; empty when that does not show. */
    Optional<ODataType> type(String column) {
        return find(column).flatMap(found -> ODataType.of(found.value()));
    }

    /** The names of its properties. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        if (known()) {
            entity.fieldNames().forEachRemaining(names::add);
        }
        return names;
    }

    private record EntityPath(String path, JsonNode value) {}

    /** A job's column may be written in another case, and has points between the members of nested objects. */
    private Optional<EntityPath> find(String column) {
        EntityPath at = known() ? new EntityPath("", entity) : null;
        for (String step : column.split("\\.", -1)) {
            at = at == null ? null : member(at, step);
        }
        return Optional.ofNullable(at);
    }

    private static EntityPath member(EntityPath at, String name) {
        for (var member : at.value().properties()) {
            if (member.getKey().equalsIgnoreCase(name)) {
                String path = at.path().isEmpty() ? member.getKey() : at.path() + "/" + member.getKey();
                return new EntityPath(path, member.getValue());
            }
        }
        return null;
    }
}
