package io.drover.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.zaxxer.hikari.HikariDataSource;
import io.drover.collection.definition.CollectionDefinition;
import io.drover.security.Role;
import io.drover.security.application.TestTokens.TestApplication;
import io.drover.store.collection.FieldPath.Sort;
import io.drover.store.collection.QueryPlan;
import io.drover.testing.TestServer;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Collections over HTTP, with the same answers from each database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CollectionApiContract {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PRODUCTS = "/api/collections/products/records";

    private TestServer drover;
    private HttpClient http;
    private TestApplication shop;
    private TestApplication pim;
    private TestApplication stranger;

    /** Its URL; null for H2. */
    abstract String database();

    @BeforeAll
    void start(@TempDir Path home) throws IOException {
        drover = new TestServer(home).withRoutes("oauth.camel.yaml");
        if (database() != null) {
            drover.with("drover.store.url", database());
        }
        drover.withFile("Files/Collections/products.xml", Files.readString(Path.of("docs/examples/collection.xml")))
                .withFile(
                        "Files/Collections/people.xml",
                        """
                        <collection name="people" identifier="id">
                          <fields>
                            <field name="id"><jsonSchema>{"type": "integer"}</jsonSchema></field>
                            <field name="email" readonly="true" indexed="true">
                              <jsonSchema>{"type": "string", "format": "email"}</jsonSchema>
                            </field>
                          </fields>
                        </collection>
                        """)
                .start();
        http = HttpClient.newHttpClient();
        shop = drover.application("shop");
        pim = drover.application("pim");
        stranger = drover.application("stranger");
        drover.withFile(
                "Files/Collections/orders.xml",
                """
                <collection name="orders" identifier="number">
                  <authorizationPolicy>
                    <application id="%s"/>
                    <application id="%s" access="write"/>
                  </authorizationPolicy>
                </collection>
                """
                        .formatted(shop.clientId(), pim.clientId()));
        await().until(() -> drover.server().catalog().has(CollectionDefinition.class, "orders"));
    }

    @AfterAll
    void stop() {
        drover.close();
    }

    @BeforeEach
    void empty() throws Exception {
        for (String collection : List.of("products", "people", "orders")) {
            String records = "/api/collections/" + collection + "/records";
            List<String> identifiers = new ArrayList<>();
            ask("POST", records + "/_query", "{}")
                    .path("data")
                    .forEach(each ->
                            identifiers.add(each.get("dataRecordIdentifier").asText()));
            ask("POST", records + "/_remove", "{\"identifiers\": " + JSON.writeValueAsString(identifiers) + "}");
        }
    }

    private HttpResponse<String> send(String method, String path, String body, String token, String accept)
            throws Exception {
        HttpRequest.Builder request = token == null
                ? drover.request(path)
                : HttpRequest.newBuilder(URI.create(drover.server().url() + path))
                        .header("Authorization", token);
        return http.send(
                request.header("Accept", accept)
                        .header("Content-Type", "application/json")
                        .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private JsonNode ask(String method, String path, String body) throws Exception {
        HttpResponse<String> answer = send(method, path, body, null, "application/json");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private String refused(int status, String method, String path, String body) throws Exception {
        HttpResponse<String> answer = send(method, path, body, null, "application/json");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return JSON.readTree(answer.body()).get("error").asText();
    }

    private void put(String... records) throws Exception {
        JsonNode answer = ask(
                "POST",
                PRODUCTS,
                "{\"dataRecords\": [" + String.join(",", records).replace('\'', '"') + "], \"ifExists\": \"replace\"}");
        assertThat(answer.get("refused").asInt()).as(answer.toString()).isZero();
    }

    private List<String> found(String query) throws Exception {
        List<String> found = new ArrayList<>();
        ask("POST", PRODUCTS + "/_query", query.replace('\'', '"'))
                .get("data")
                .forEach(each -> found.add(each.get("dataRecordIdentifier").asText()));
        return found;
    }

    @Test
    void aRecordIsCreatedReadChangedAndRemoved() throws Exception {
        JsonNode created = ask(
                        "POST",
                        PRODUCTS,
                        "{\"dataRecords\": [{\"sku\": \"A1\", \"name\": \"Chair\", \"price\": 12.50,"
                                + " \"size\": {\"w\": [1, {\"h\": 2}]}}]}")
                .at("/data/0/new");
        assertThat(created.get("dataRecordIdentifier").asText()).isEqualTo("A1");
        assertThat(created.get("status").asText()).as("the default").isEqualTo("active");
        assertThat(created.at("/size/w/1/h").asInt()).as("nested stays nested").isEqualTo(2);
        assertThat(created.get("@version").asInt()).isEqualTo(1);
        assertThat(created.get("@iat").asLong())
                .isPositive()
                .isEqualTo(created.get("@uat").asLong());

        JsonNode patched = ask("PATCH", PRODUCTS + "/A1", "{\"name\": \"Stool\", \"size\": {\"w\": null, \"d\": 3}}");
        assertThat(patched.get("name").asText()).isEqualTo("Stool");
        assertThat(patched.get("price").decimalValue()).isEqualByComparingTo("12.5");
        assertThat(patched.get("size").toString()).isEqualTo("{\"d\":3}");
        assertThat(patched.get("@version").asInt()).isEqualTo(2);

        JsonNode replaced = ask("PUT", PRODUCTS + "/A1?version=2", "{\"name\": \"Bench\"}");
        assertThat(replaced.has("price")).isFalse();
        assertThat(replaced.get("sku").asText()).isEqualTo("A1");
        assertThat(ask("GET", PRODUCTS + "/A1", null)).isEqualTo(replaced);

        assertThat(refused(409, "PUT", PRODUCTS + "/A1?version=2", "{\"name\": \"Desk\"}"))
                .isEqualTo("the record 'A1' has version 3, not version 2: read it again");
        assertThat(refused(409, "DELETE", PRODUCTS + "/A1?version=1", null)).contains("has version 3");
        assertThat(ask("DELETE", PRODUCTS + "/A1", null).toString()).isEqualTo("{\"removed\":[\"A1\"]}");
        assertThat(refused(404, "GET", PRODUCTS + "/A1", null)).contains("there is no record 'A1'");
        assertThat(refused(404, "PATCH", PRODUCTS + "/A1", "{}")).contains("there is no record 'A1'");
    }

    @Test
    void whatIsAsItWasIsNotTouched() throws Exception {
        JsonNode first = ask("PUT", PRODUCTS + "/A1", "{\"name\": \"Chair\", \"price\": 10, \"status\": \"active\"}");
        JsonNode again = ask("PUT", PRODUCTS + "/A1", "{\"status\": \"active\", \"price\": 10.0, \"name\": \"Chair\"}");
        assertThat(again).isEqualTo(first);
        JsonNode sentBack = ask("PUT", PRODUCTS + "/A1", first.toString());
        assertThat(sentBack).isEqualTo(first);
    }

    @Test
    void eachOfManyRecordsIsJudgedByItself() throws Exception {
        put("{'sku': 'A1', 'name': 'Chair'}", "{'sku': 'B1', 'name': 'Desk'}");
        JsonNode answer = ask(
                "POST",
                PRODUCTS,
                "{\"dataRecords\": [{\"sku\": \"A1\", \"name\": \"Other\"}, {\"name\": \"none\"}, 7, {\"sku\": \"C1\","
                        + " \"name\": \"Bed\"}, {\"sku\": \"C1\", \"name\": \"Bed\"}, {\"sku\": \"D\\u0000\"},"
                        + " {\"sku\": \"E1\", \"name\": \"x\\ud800\"}, {\"sku\": \"F1\", \"@new\": 1}]}");
        assertThat(answer.get("created").asInt()).isEqualTo(1);
        assertThat(answer.get("refused").asInt()).isEqualTo(7);
        List<String> said = new ArrayList<>();
        answer.get("data")
                .forEach(each -> said.add(each.at("/error/messages/0/path").asText() + " "
                        + each.at("/error/messages/0/message").asText()));
        assertThat(said)
                .containsExactly(
                        " a record with this identifier is there already",
                        "/sku is missing; it tells records apart",
                        " a record is a JSON object, not a number",
                        " ",
                        " a record with this identifier is there already",
                        "/sku must have at most 255 characters, no control characters among them and no spaces at its ends",
                        "/name has half of a pair of surrogates, which is no character",
                        " the member '@new' cannot be: names have 1 to 255 characters, and do not begin with @ or $");
        JsonNode ignored = ask(
                "POST",
                PRODUCTS,
                "{\"dataRecords\": [{\"sku\": \"A1\", \"name\": \"Other\"}], \"ifExists\": \"ignore\"}");
        assertThat(ignored.get("ignored").asInt()).isEqualTo(1);
        assertThat(ignored.at("/data/0/new/name").asText()).isEqualTo("Chair");
    }

    @Test
    void whatIsTooMuchIsRefused() throws Exception {
        assertThat(refused(400, "PUT", PRODUCTS + "/L", "{\"name\": \"" + "x".repeat(5_000_000) + "\"}"))
                .isEqualTo("has texts of more than 5000000 characters");
        assertThat(refused(400, "PUT", PRODUCTS + "/L", "{\"a\": " + "[".repeat(50) + "]".repeat(50) + "}"))
                .endsWith("is deeper than 50 levels");
        assertThat(refused(400, "PUT", PRODUCTS + "/L", "{\"a\": [" + "1,".repeat(50_000) + "1]}"))
                .isEqualTo("has more than 50000 values");
        assertThat(refused(400, "PUT", PRODUCTS + "/L", "{\"a\": 1e400}")).startsWith("/a: is a number");
        assertThat(refused(400, "PUT", PRODUCTS + "/L", "{\"a\": 1, \"a\": 2}"))
                .startsWith("the body is no JSON: Duplicate field 'a'");
        assertThat(refused(400, "PUT", PRODUCTS + "/L", "{\"a\": 1" + "0".repeat(200) + "}"))
                .startsWith("the body is no JSON: Number value length");
        assertThat(refused(400, "PUT", PRODUCTS + "/L", null)).isEqualTo("a body is needed, a JSON object");
    }

    @Test
    void whatDoesNotFitIsKeptAndMarkedOrRefused() throws Exception {
        JsonNode kept = ask("PUT", PRODUCTS + "/a1", "{\"price\": \"cheap\", \"status\": \"gone\"}");
        assertThat(kept.get("@valid").asBoolean()).isFalse();
        List<String> rules = new ArrayList<>();
        kept.get("@messages")
                .forEach(each -> rules.add(
                        each.get("path").asText() + " " + each.get("rule").asText()));
        assertThat(rules).containsExactly("/sku pattern", "/name required", "/price type", "/status enum");
        assertThat(found("{'filter': {'$eq': {'field': '@valid', 'value': false}}}"))
                .containsExactly("a1");
        assertThat(ask("GET", "/api/collections/products", null).get("invalid").asInt())
                .isEqualTo(1);
        JsonNode mended = ask("PUT", PRODUCTS + "/a1", "{\"sku\": \"a1\", \"name\": \"x\", \"price\": 1}");
        assertThat(mended.get("@messages")).hasSize(1);

        assertThat(refused(400, "PUT", "/api/collections/people/records/1", "{\"email\": \"nobody\"}"))
                .startsWith("/email: does not match the email pattern");
        ask("PUT", "/api/collections/people/records/1", "{\"email\": \"a@erp.internal\"}");
        assertThat(refused(400, "PATCH", "/api/collections/people/records/1", "{\"email\": \"c@b.com\"}"))
                .isEqualTo("/email: cannot be changed any more");
        assertThat(ask("GET", "/api/collections/people/records/1", null)
                        .get("id")
                        .isInt())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'$eq': {'field': 'status', 'value': 'retired'}} | B",
                "{'$eq': {'field': 'price', 'value': 5.0}} | B",
                "{'$ne': {'field': 'price', 'value': 5}} | A C D",
                "{'$gt': {'field': 'price', 'value': 5}} | A C",
                "{'$gte': {'field': 'price', 'value': 5}} | A B C",
                "{'$lt': {'field': 'price', 'value': 100}} | A B",
                "{'$lte': {'field': 'price', 'value': 10}} | A B",
                "{'$gt': {'field': 'name', 'value': 'Desk'}} | C D",
                "{'$in': {'field': 'name', 'value': ['Chair', 'Z', null]}} | A",
                "{'$nin': {'field': 'status', 'value': ['active']}} | B",
                "{'$in': {'field': 'price', 'value': [5, null]}} | B D",
                "{'$in': {'field': 'price', 'value': []}} | -",
                "{'$exists': {'field': 'price'}} | A B C",
                "{'$exists': {'field': 'price', 'value': false}} | D",
                "{'$eq': {'field': 'note', 'value': null}} | A B C D",
                "{'$exists': {'field': 'note'}} | D",
                "{'$contains': {'field': 'tags', 'value': 'new'}} | A C",
                "{'$contains': {'field': 'codes', 'value': 7}} | C",
                "{'$contains': {'field': 'name', 'value': 'a%'}} | D",
                "{'$startsWith': {'field': 'name', 'value': 'Des'}} | B",
                "{'$startsWith': {'field': 'status', 'value': 'ret'}} | B",
                "{'$regex': {'field': 'name', 'value': '^[CD].*r?$'}} | A B",
                "{'$regex': {'field': 'name', 'value': '\\\\d'}} | D",
                "{'$eq': {'field': 'size.w', 'value': 2}} | C",
                "{'$eq': {'field': 'size.unit', 'value': 'cm'}} | C",
                "{'$eq': {'field': 'flag', 'value': true}} | A",
                "{'$not': {'$eq': {'field': 'flag', 'value': true}}} | B C D",
                "{'$and': [{'$gte': {'field': 'price', 'value': 10}}, {'$eq': {'field': 'status', 'value': 'active'}}]} | A C",
                "{'$or': [{'$eq': {'field': 'dataRecordIdentifier', 'value': 'B'}}, {'$gt': {'field': 'price', 'value': 99}}]} | B C",
                "{'$gt': {'field': '@uat', 'value': 0}} | A B C D",
                "{'$lt': {'field': '@iat', 'value': '2020-01-01T00:00:00Z'}} | -",
                "{'$eq': {'field': '@version', 'value': 1}} | A B C D",
                "{'$eq': {'field': 'nothing', 'value': 'x'}} | -",
                "{'$eq': {'field': 'it''s', 'value': 'x'}} | -",
            })
    void filtersFind(String filter, String identifiers) throws Exception {
        put(
                "{'sku': 'A', 'name': 'Chair', 'price': 10, 'tags': ['new'], 'flag': true}",
                "{'sku': 'B', 'name': 'Desk', 'price': 5, 'status': 'retired', 'tags': []}",
                "{'sku': 'C', 'name': 'Sofa', 'price': 100.01, 'tags': ['old', 'new'], 'codes': [7.0, 'x'], 'size': {'w': 2, 'unit': 'cm'}}",
                "{'sku': 'D', 'name': 'Sofa%2', 'note': null}");
        String json = filter.replace("it''s", "its").replace('\'', '"').replace("its", "it's");
        List<String> found = new ArrayList<>();
        ask("POST", PRODUCTS + "/_query", "{\"filter\": " + json + "}")
                .get("data")
                .forEach(each -> found.add(each.get("dataRecordIdentifier").asText()));
        assertThat(String.join(" ", found)).isEqualTo(identifiers.equals("-") ? "" : identifiers);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'filter': {'$near': {'field': 'a', 'value': 1}}} | filter.$near: there is no operator '$near'; there are $eq, $ne",
                "{'filter': {'$eq': {'field': 'price', 'value': 'x'}}} | filter.$eq: the values of price are numbers, but value is a text",
                "{'filter': {'$or': [{'$eq': {'field': 'name', 'value': [1]}}]}} | filter.$or[0].$eq: value must be a text, a number, true or false, not a list",
                "{'filter': {'$eq': {'field': 'tags', 'value': 'x'}}} | filter.$eq: the values of tags are lists, which do not compare",
                "{'filter': {'$and': []}} | filter.$and: a list of conditions is needed",
                "{'filter': {'a': 1, 'b': 2}} | filter: a condition is an object with one operator",
                "{'filter': {'$eq': {'field': '@x', 'value': 1}}} | filter.$eq: products has no field '@x'; there are sku, name",
                "{'filter': {'$eq': {'field': 'name'}}} | filter.$eq: value is missing",
                "{'filter': {'$regex': {'field': 'name', 'value': '(?=a)'}}} | filter.$regex: (? is not offered in patterns",
                "{'filter': {'$regex': {'field': 'name', 'value': 'a('}}} | filter.$regex: 'a(' is no regular expression",
                "{'filter': {'$regex': {'field': 'name', 'value': '\\\\1'}}} | filter.$regex: \\1 is not offered",
                "{'filter': {'$regex': {'field': 'price', 'value': 'a'}}} | filter.$regex: it is for texts",
                "{'filter': {'$gt': {'field': '@uat', 'value': 'soon'}}} | filter.$gt: value must be an instant",
                "{'limit': 0} | limit must be a whole number from 1",
                "{'sort': ['name']} | sort[0]: an object with field",
                "{'fields': ['a.b']} | fields[0]: the name of a field is needed",
                "{'where': 1} | there is no 'where' in a query; there are fields, filter, limit, offset, sort",
                "[1] | a query is an object",
                "{'filter' | the body is no JSON",
            })
    void whatCannotBeAskedIsRefusedByItsPlace(String query, String message) throws Exception {
        assertThat(refused(400, "POST", PRODUCTS + "/_query", query.replace('\'', '"')))
                .isNotEmpty()
                .startsWith(message.replace("\"", "'"));
    }

    @Test
    void recordsAreSortedLimitedAndCutToFields() throws Exception {
        put(
                "{'sku': 'A', 'name': 'b', 'price': 2, 'mixed': 'x'}",
                "{'sku': 'B', 'name': 'a', 'price': 10, 'mixed': 3}",
                "{'sku': 'C', 'name': 'Z', 'mixed': 20}");
        assertThat(found("{'sort': [{'field': 'price', 'order': 'desc'}]}")).containsExactly("B", "A", "C");
        assertThat(found("{'sort': [{'field': 'name'}]}"))
                .as("by code points, on each database")
                .containsExactly("C", "B", "A");
        assertThat(found("{'sort': [{'field': 'mixed'}]}"))
                .as("numbers, then texts")
                .containsExactly("B", "C", "A");
        assertThat(found("{'sort': [{'field': 'price'}], 'offset': 1, 'limit': 1}"))
                .containsExactly("B");
        JsonNode some = ask("POST", PRODUCTS + "/_query", "{\"fields\": [\"price\"], \"limit\": 1}")
                .at("/data/0");
        List<String> names = new ArrayList<>();
        some.fieldNames().forEachRemaining(names::add);
        assertThat(names).containsExactly("price", "dataRecordIdentifier", "@iat", "@uat", "@version");
    }

    @Test
    void aScrollGivesEachRecordOnceWhateverItIsSortedBy() throws Exception {
        List<String> records = new ArrayList<>();
        IntStream.range(0, 25)
                .forEach(i -> records.add("{'sku': 'R%02d', 'name': '%s'%s}"
                        .formatted(i, "n" + i % 3, i % 4 == 0 ? "" : ", 'price': " + i % 5)));
        put(records.toArray(String[]::new));
        for (String sort : List.of(
                "[]",
                "[{'field': 'price', 'order': 'desc'}, {'field': 'name'}]",
                "[{'field': 'other'}, {'field': '@uat'}]",
                "[{'field': 'name', 'order': 'desc'}]")) {
            List<String> whole = found("{'sort': " + sort + "}");
            List<String> scrolled = new ArrayList<>();
            JsonNode page =
                    ask("POST", PRODUCTS + "/_scroll", ("{'pageSize': 7, 'sort': " + sort + "}").replace('\'', '"'));
            while (true) {
                page.get("data")
                        .forEach(each ->
                                scrolled.add(each.get("dataRecordIdentifier").asText()));
                if (!page.get("hasNext").asBoolean()) {
                    break;
                }
                page = ask("POST", PRODUCTS + "/_scroll", "{\"scrollId\": " + page.get("scrollId") + "}");
            }
            assertThat(scrolled).as(sort).hasSize(25).isEqualTo(whole);
        }
        JsonNode limited = ask("POST", PRODUCTS + "/_scroll", "{\"pageSize\": 7, \"limit\": 10}");
        JsonNode rest = ask("POST", PRODUCTS + "/_scroll", "{\"scrollId\": " + limited.get("scrollId") + "}");
        assertThat(rest.get("data")).as("limit is of all pages").hasSize(3);
        assertThat(rest.get("hasNext").asBoolean()).isFalse();
        for (String token : List.of("x", "e30", "eyJxIjp7fSwicCI6W3sibiI6MX1dLCJsIjowfQ")) {
            assertThat(refused(400, "POST", PRODUCTS + "/_scroll", "{\"scrollId\": \"" + token + "\"}"))
                    .isEqualTo("scrollId is none that a scroll of this collection has given");
        }
    }

    /** More than fits into what is sent at once, and than a cap of others: 300. */
    @Test
    void aQueryGivesAsManyRecordsAsThereAreInEachFormat() throws Exception {
        List<String> records = new ArrayList<>();
        IntStream.range(0, 3_000)
                .forEach(i ->
                        records.add("{'sku': 'R%04d', 'name': 'a, %s', 'tags': ['x']}".formatted(i, "é".repeat(20))));
        put(records.toArray(String[]::new));
        assertThat(found("{}")).hasSize(3_000);
        HttpResponse<String> lines = send("POST", PRODUCTS + "/_query", "{}", null, "application/jsonl");
        assertThat(lines.headers().firstValue("Content-Type")).hasValue("application/jsonl");
        List<String> each = lines.body().lines().toList();
        assertThat(each).hasSize(3_000);
        assertThat(JSON.readTree(each.get(2_999)).get("sku").asText()).isEqualTo("R2999");
        HttpResponse<String> csv = send("POST", PRODUCTS + "/_query", "{\"limit\": 2}", null, "text/csv");
        assertThat(csv.body())
                .isEqualTo(
                        """
                        sku,name,price,status,tags
                        R0000,"a, éééééééééééééééééééé",,active,"[""x""]"
                        R0001,"a, éééééééééééééééééééé",,active,"[""x""]"
                        """
                                .replace("\n", "\r\n"));
    }

    /** Clients that leave in the middle: the database's connections are not theirs for ever. */
    @Test
    void whoGoesAwayInTheMiddleOfAnAnswerKeepsNoConnection() throws Exception {
        for (int part = 0; part < 3; part++) {
            List<String> records = new ArrayList<>();
            for (int i = 0; i < 1_000; i++) {
                records.add("{'sku': 'R%d-%d', 'name': 'x', 'text': '%s'}".formatted(part, i, "y".repeat(2_000)));
            }
            put(records.toArray(String[]::new));
        }
        for (int i = 0; i < 10; i++) {
            HttpResponse<InputStream> answer = http.send(
                    drover.request(PRODUCTS + "/_query")
                            .POST(BodyPublishers.ofString("{}"))
                            .build(),
                    BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                assertThat(body.readNBytes(100)).hasSize(100);
            }
        }
        HikariDataSource pool = (HikariDataSource) drover.server().store().dataSource("drover");
        await().until(() -> pool.getHikariPoolMXBean().getActiveConnections() <= 2);
    }

    @Test
    void theQueryOfTheGuideCanBeAsked() throws Exception {
        String guide = Files.readString(Path.of("docs/guide/collections.md"));
        String query = guide.substring(guide.indexOf("```json") + 7);
        put("{'sku': 'A', 'name': 'x', 'price': 41}", "{'sku': 'B', 'name': 'x', 'price': 40.5}");
        assertThat(found(query.substring(0, query.indexOf("```")))).containsExactly("A", "B");
    }

    @Test
    void anApplicationSeesOnlyTheCollectionsThatItMay() throws Exception {
        String records = "/api/collections/orders/records";
        String order = "{\"dataRecords\": [{\"number\": 7}]}";
        String json = "application/json";
        assertThat(send("POST", records, order, pim.bearer(), json).statusCode())
                .isEqualTo(200);
        assertThat(send("GET", records + "/7", null, shop.bearer(), json).body())
                .contains("\"number\"");
        HttpResponse<String> writing = send("POST", records, order, shop.bearer(), json);
        assertThat(writing.statusCode()).isEqualTo(403);
        assertThat(writing.body()).contains("access=\\\"write\\\"");
        HttpResponse<String> strange = send("GET", records + "/7", null, stranger.bearer(), json);
        assertThat(strange.statusCode()).isEqualTo(404);
        assertThat(strange.body()).contains("there is no collection 'orders'; there are none");
        assertThat(send("GET", "/api/collections", null, stranger.bearer(), json)
                        .body())
                .doesNotContain("orders");
        assertThat(send("GET", "/api/collections", null, shop.bearer(), json).body())
                .contains("\"orders\"")
                .doesNotContain("products");
        TestApplication reader = drover.application("reader", Role.READER);
        assertThat(send("GET", "/api/collections", null, reader.bearer(), json).body())
                .contains("products", "orders");
        assertThat(send("DELETE", records + "/7", null, reader.bearer(), json).statusCode())
                .isEqualTo(403);
        assertThat(send("POST", "/api/collections", "{}", pim.bearer(), json).statusCode())
                .isEqualTo(403);
    }

    @Test
    void aCollectionIsCreatedAndGetsItsSchemaOverHttp() throws Exception {
        JsonNode created = ask(
                "POST",
                "/api/collections",
                "{\"collectionCode\": \"movies\", \"name\": \"Movies & more\", \"description\": \"d\","
                        + " \"dataRecordIdentifierProperty\": \"movie_id\"}");
        assertThat(created.get("name").asText()).isEqualTo("Movies & more");
        String schema = "{\"fields\": {\"movie_id\": {\"jsonSchema\": {\"type\": \"string\", \"title\": \"Id\"}},"
                + " \"year\": {\"jsonSchema\": {\"type\": \"integer\"}, \"displaySchema\": {\"x\": 1},"
                + " \"options\": {\"readonly\": false, \"required\": true, \"indexed\": true}}}}";
        ask("POST", "/api/collections/movies/schema", schema);
        JsonNode read = ask("GET", "/api/collections/movies/schema", null);
        assertThat(read.at("/fields/year/options/indexed").asBoolean()).isTrue();
        assertThat(read.at("/fields/movie_id/jsonSchema/title").asText()).isEqualTo("Id");
        assertThat(refused(400, "PUT", "/api/collections/movies/records/m1", "{}"))
                .isEqualTo("/year: is missing");
        ask("PUT", "/api/collections/movies/records/m1", "{\"year\": 1999}");

        assertThat(refused(
                        409,
                        "POST",
                        "/api/collections",
                        "{\"collectionCode\": \"Movies\"," + " \"dataRecordIdentifierProperty\": \"id\"}"))
                .isEqualTo("there is a collection 'Movies' already");
        assertThat(refused(
                        400,
                        "POST",
                        "/api/collections",
                        "{\"collectionCode\": \"../x\"," + " \"dataRecordIdentifierProperty\": \"id\"}"))
                .startsWith("collectionCode is '../x'");
        assertThat(refused(
                        400,
                        "POST",
                        "/api/collections/movies/schema",
                        "{\"fields\": {\"a\": {\"jsonSchema\":" + " {\"type\": \"nothing\"}}}}"))
                .contains("field a: <jsonSchema> is no JSON Schema");
        assertThat(refused(400, "POST", "/api/collections/movies/schema", "{\"fields\": {\"a\": {\"type\": 1}}}"))
                .isEqualTo("a.type is not known; there are displaySchema, jsonSchema, options");
    }

    @Test
    void changedFieldsJudgeWhatIsStoredInTheBackground() throws Exception {
        drover.withFile("Files/Collections/stock.xml", "<collection name=\"stock\" identifier=\"id\"/>");
        await().until(() -> drover.server().catalog().has(CollectionDefinition.class, "stock"));
        String records = IntStream.range(0, 450)
                .mapToObj(i -> "{\"id\": \"%03d\", \"n\": %d}".formatted(i, i))
                .collect(Collectors.joining(","));
        ask("POST", "/api/collections/stock/records", "{\"dataRecords\": [" + records + "]}");

        limitStock(99);
        assertThat(validated().get("invalid").asInt()).isEqualTo(350);
        JsonNode wrong = ask("GET", "/api/collections/stock/records/300", null);
        assertThat(wrong.at("/@messages/0/path").asText()).isEqualTo("/n");
        assertThat(wrong.get("@version").asInt()).as("its content is as it was").isEqualTo(1);

        limitStock(399);
        JsonNode now = validated();
        assertThat(now.get("invalid").asInt()).isEqualTo(50);
        assertThat(now.at("/validation/checked").asInt()).isEqualTo(450);
        assertThat(now.at("/validation/total").asInt()).isEqualTo(450);
    }

    private void limitStock(int most) throws Exception {
        ask(
                "POST",
                "/api/collections/stock/schema",
                "{\"fields\": {\"n\": {\"jsonSchema\": {\"type\": \"integer\", \"maximum\": " + most + "}}}}");
    }

    private JsonNode validated() {
        return await().until(
                        () -> ask("GET", "/api/collections/stock", null),
                        stock -> stock.at("/validation/state").asText().equals("current"));
    }

    @Test
    void indexesAreThoseThatTheFileAsksFor() throws Exception {
        put("{'sku': 'A', 'name': 'x'}");
        long id = drover.count("SELECT id FROM drover.record_collection WHERE code = 'people'");
        ask("PUT", "/api/collections/people/records/1", "{\"email\": \"a@b.com\"}");
        assertThat(indexes(id)).as("email").isEqualTo(1);
        Path file = drover.files("Collections/people.xml");
        String text = Files.readString(file);
        Files.writeString(file, text.replace(" indexed=\"true\"", ""));
        await().until(() -> !ask("GET", "/api/collections/people/schema", null)
                .at("/fields/email/options/indexed")
                .asBoolean());
        assertThat(ask("POST", "/api/collections/people/records/_query", "{}").get("data"))
                .hasSize(1);
        assertThat(indexes(id)).isZero();
        Files.writeString(file, text);
        await().until(() -> ask("GET", "/api/collections/people/schema", null)
                .at("/fields/email/options/indexed")
                .asBoolean());
        assertThat(ask(
                                "POST",
                                "/api/collections/people/records/_query",
                                "{\"filter\": {\"$eq\": {\"field\": \"email\", \"value\": \"a@b.com\"}}}")
                        .get("data"))
                .hasSize(1);
        assertThat(indexes(id)).isEqualTo(1);
    }

    private long indexes(long id) throws Exception {
        String query = database() == null
                ? "SELECT COUNT(*) FROM information_schema.indexes WHERE LOWER(index_name) LIKE 'record_%d_f_%%'"
                : "SELECT COUNT(*) FROM pg_indexes WHERE indexname LIKE 'record_%d_f_%%'";
        return drover.count(query.formatted(id));
    }

    /** The plan of the query that the server makes of a filter. */
    @Test
    void aFilterFindsTheIndex() throws Exception {
        put("{'sku': 'A', 'name': 'x'}");
        long id = drover.count("SELECT id FROM drover.record_collection WHERE code = 'products'");
        QueryPlan price = new QueryPlan(drover.server().store(), (int) id, "price", Sort.NUMBER);
        assertThat(price.of(new BigDecimal("5"))).containsIgnoringCase(price.index());
        QueryPlan status = new QueryPlan(drover.server().store(), (int) id, "status", Sort.TEXT);
        assertThat(status.of("active")).containsIgnoringCase(status.index());
    }

    @Test
    void manyWritersOfOneRecordLoseNothing() throws Exception {
        ask("PUT", PRODUCTS + "/A1", "{\"name\": \"x\"}");
        List<Thread> writers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String field = "f" + i;
            Thread writer = new Thread(() -> {
                try {
                    send("PATCH", PRODUCTS + "/A1", "{\"" + field + "\": 1}", null, "application/json");
                    send("PUT", PRODUCTS + "/N" + field.charAt(1) % 2, "{\"name\": \"n\"}", null, "application/json");
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            writers.add(writer);
            writer.start();
        }
        for (Thread writer : writers) {
            writer.join();
        }
        JsonNode record = ask("GET", PRODUCTS + "/A1", null);
        assertThat(record.get("@version").asInt()).isEqualTo(9);
        IntStream.range(0, 8).forEach(i -> assertThat(record.has("f" + i)).isTrue());
        assertThat(found("{'filter': {'$startsWith': {'field': 'dataRecordIdentifier', 'value': 'N'}}}"))
                .containsExactly("N0", "N1");
    }
}
