package io.drover.sample;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The fake ERP as an add-in sees it: over sockets. */
class FakeErpTest {
    private static final String STOCK = "<GetEcomData><tables><Stock type=\"all\"/></tables></GetEcomData>";
    private static final String CHECK = "<GetEcomData></GetEcomData>";

    private final HttpClient client =
            HttpClient.newBuilder().version(Version.HTTP_1_1).build();
    private final List<String> log = new CopyOnWriteArrayList<>();
    private FakeErp erp = start(new FakeErpAccess(null, null, null, 0));

    private FakeErp start(FakeErpAccess access) {
        try {
            return new FakeErp(0, "Files/samples/adventureworks", access, List.of(), log::add);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void stop() {
        erp.close();
    }

    @Test
    void it_answers_what_the_sample_answers() throws Exception {
        HttpResponse<String> answer = post(STOCK);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(count(answer.body(), "<item ")).isEqualTo(1069);
        assertThat(post(CHECK).body()).contains("<tables/>");
        assertThat(post("<GetList/>").statusCode()).isEqualTo(400);
        assertThat(post("<GetList/>").body()).contains("<GetList> where <GetEcomData> should be");
    }

    @Test
    void pages_hold_all_records_once_and_the_last_one_says_so() throws Exception {
        List<String> ids = new ArrayList<>();
        int page = 0;
        String answer;
        do {
            answer = post(asked("page=\"%d\" pageSize=\"400\"".formatted(++page)))
                    .body();
            ids.addAll(records(answer));
        } while (answer.contains("ExportIsDone=\"false\""));

        assertThat(page).isEqualTo(3);
        assertThat(answer).contains("ExportIsDone=\"true\"");
        assertThat(ids).isEqualTo(records(post(STOCK).body()));
        assertThat(post(asked("firstItem=\"401\" pageSize=\"400\"")).body())
                .isEqualTo(post(asked("page=\"2\" pageSize=\"400\"")).body());
        assertThat(post(asked("page=\"9\" pageSize=\"400\"")).body()).contains("<tables ExportIsDone=\"true\"/>");
        assertThat(post(asked("page=\"0\" pageSize=\"400\"")).body()).contains("page is \"0\"");
    }

    @Test
    void paging_that_never_ends_and_paging_that_stands_still() throws Exception {
        order("endless");
        String beyond = post(asked("page=\"30\" pageSize=\"100\"")).body();
        assertThat(beyond).contains("ExportIsDone=\"false\"");
        assertThat(records(beyond)).hasSize(100).allMatch(record -> record.contains("-2"));

        order("repeated");
        assertThat(post(asked("page=\"2\" pageSize=\"100\"")).body())
                .isEqualTo(post(asked("page=\"1\" pageSize=\"100\"")).body());
    }

    @Test
    void an_order_that_comes_again_is_the_same_order() throws Exception {
        String first = post(orders("O1", "O2")).body();
        String again = post(orders("O2", "O3")).body();

        assertThat(first).contains("<![CDATA[True]]>", "<![CDATA[ERP-000001]]>", "<![CDATA[ERP-000002]]>");
        assertThat(again).contains("<![CDATA[ERP-000002]]>", "<![CDATA[ERP-000003]]>");
        assertThat(get("orders"))
                .contains("3 orders", "ERP-000002  OrderId=O2  received 2 times", "OrderCustomerName=Ö & Co");
    }

    @Test
    void an_order_can_be_refused_and_an_answer_lost_after_it_was_taken() throws Exception {
        order("refuse-order=O2");
        assertThat(post(orders("O1", "O2")).body()).contains("<![CDATA[False]]>", "<![CDATA[True]]>");

        order("lost");
        assertThatThrownBy(() -> post(orders("O9"))).isInstanceOf(IOException.class);
        assertThat(get("orders")).contains("2 orders", "OrderId=O9");
    }

    @Test
    void faults_strike_as_ordered_and_end() throws Exception {
        order("error=503,every=2");
        assertThat(List.of(status(), status(), status(), status())).containsExactly(200, 503, 200, 503);
        assertThat(get("faults")).contains("error=503,every=2  struck 2 of 4 requests");

        order("rate-limit=7,next=1");
        HttpResponse<String> limited = post(CHECK);
        assertThat(limited.statusCode()).isEqualTo(429);
        assertThat(limited.headers().firstValue("Retry-After")).hasValue("7");
        assertThat(status()).isEqualTo(200);
        await().untilAsserted(
                        () -> // a line is written after its answer
                        assertThat(log).anySatisfy(line -> assertThat(line).contains("429", "fault: rate-limit")));
    }

    @Test
    void answers_that_are_no_answers() throws Exception {
        order("html");
        assertThat(post(STOCK).headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
        order("empty");
        assertThat(post(STOCK).body()).isEmpty();
        order("wrong-root=failure");
        assertThat(post(STOCK).body()).contains("<failure>", "</failure>").doesNotContain("<tables");
        order("half");
        assertThat(post(STOCK).body()).contains("<tables>").doesNotContain("</tables>");
        order("redirect=http://erp.invalid/x");
        HttpResponse<String> redirected = post(STOCK);
        assertThat(redirected.statusCode()).isEqualTo(307);
        assertThat(redirected.headers().firstValue("Location")).hasValue("http://erp.invalid/x");
        order("truncated");
        assertThatThrownBy(() -> post(STOCK)).isInstanceOf(IOException.class);
        order("reset");
        assertThatThrownBy(() -> post(STOCK)).isInstanceOf(IOException.class);
        assertThat(get("orders")).as("it goes on").contains("0 orders");
        order("");
        assertThat(status()).isEqualTo(200);
    }

    @Test
    void what_is_no_fault_is_refused_with_what_is() throws Exception {
        assertThat(put("faults", "errors").body()).contains("there is no fault 'errors'; there are slow, error,");
        assertThat(put("faults", "error=200").body()).contains("error=200: that is not what it answers this status");
        assertThat(put("faults", "slow=soon").statusCode()).isEqualTo(400);
        assertThat(put("faults", "html=1").body()).contains("takes no value");
        assertThat(put("faults", "refuse-order").body()).contains("the id of an order is missing");
        assertThat(put("faults", "every=3").statusCode()).isEqualTo(400);
    }

    @Test
    void the_same_in_the_envelopes_of_codeunits_and_dw_service() throws Exception {
        String codeunit =
                """
                <soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>
                <Process xmlns="urn:microsoft-dynamics-schemas/codeunit/DWWebService"><request>&lt;GetEcomData/&gt;</request></Process>
                </soap:Body></soap:Envelope>
                """;
        assertThat(post(codeunit).body())
                .contains(
                        "<Process_Result xmlns=\"urn:microsoft-dynamics-schemas/codeunit/DWWebService\"><request>&lt;?xml")
                .contains("utf-16", "&lt;tables/&gt;");
        assertThat(post(codeunit.replace("urn:microsoft-dynamics-schemas/codeunit/DWWebService", "http://tempuri.org"))
                        .body())
                .contains("<ProcessResponse xmlns=\"http://tempuri.org\"><result>");

        HttpResponse<String> json = post("{\"_request\": \"<GetEcomData/>\"}");
        assertThat(json.headers().firstValue("Content-Type")).hasValue("application/json; charset=utf-8");
        assertThat(json.body()).startsWith("\"<?xml").contains("<tables/>");
        assertThat(post("{\"request\": \"<GetEcomData/>\"}").body()).contains("_request");
    }

    @Test
    void who_shows_nothing_is_refused() throws Exception {
        restart(new FakeErpAccess("key", null, null, 0));
        assertThat(status()).isEqualTo(401);
        assertThat(status("SecurityKey", "key")).isEqualTo(200);

        restart(new FakeErpAccess(null, "shop:pass", null, 0));
        assertThat(status("SecurityKey", "key")).isEqualTo(401);
        assertThat(status("Authorization", basic("shop:pass"))).isEqualTo(200);

        restart(new FakeErpAccess(null, null, "id:secret", 600));
        assertThat(status("Authorization", "Bearer made-up")).isEqualTo(401);
        assertThat(token("client_id=id&client_secret=wrong").statusCode()).isEqualTo(401);
        assertThat(status("Authorization", "Bearer " + issued(token("client_id=id&client_secret=secret"))))
                .isEqualTo(200);

        restart(new FakeErpAccess(null, null, "id:secret", 0));
        assertThat(status("Authorization", "Bearer " + issued(token("client_id=id&client_secret=secret"))))
                .as("it has expired")
                .isEqualTo(401);
    }

    private void restart(FakeErpAccess access) {
        erp.close();
        erp = start(access);
    }

    private static String asked(String attributes) {
        return STOCK.replace("<GetEcomData>", "<GetEcomData " + attributes + ">");
    }

    private static String orders(String... ids) {
        StringBuilder xml = new StringBuilder("<PutOrders><tables><table tableName=\"EcomOrders\">");
        for (String id : ids) {
            xml.append("<item table=\"EcomOrders\"><column columnName=\"OrderId\"><![CDATA[%s]]></column>"
                            .formatted(id))
                    .append("<column columnName=\"OrderCustomerName\">Ö &amp; Co</column></item>");
        }
        return xml.append("</table></tables></PutOrders>").toString();
    }

    private static List<String> records(String answer) {
        Matcher items = Pattern.compile("(?s)<item .*?</item>").matcher(answer);
        return items.results().map(found -> found.group()).toList();
    }

    private static int count(String text, String part) {
        return text.split(part, -1).length - 1;
    }

    private static String basic(String credentials) {
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8));
    }

    private static String issued(HttpResponse<String> token) {
        return token.body().replaceAll(".*\"access_token\":\"([^\"]+)\".*", "$1");
    }

    private HttpResponse<String> token(String credentials) throws Exception {
        return send(request("token").POST(BodyPublishers.ofString("grant_type=client_credentials&" + credentials)));
    }

    private void order(String faults) throws Exception {
        assertThat(put("faults", faults).statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> put(String path, String body) throws Exception {
        return send(request(path).PUT(BodyPublishers.ofString(body)));
    }

    private String get(String path) throws Exception {
        return send(request(path).GET()).body();
    }

    private HttpResponse<String> post(String body) throws Exception {
        return send(request("erp").POST(BodyPublishers.ofString(body)));
    }

    private int status(String... headers) throws Exception {
        HttpRequest.Builder request = request("erp").POST(BodyPublishers.ofString(CHECK));
        return send(headers.length == 0 ? request : request.headers(headers)).statusCode();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(erp.url() + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString(UTF_8));
    }
}
