package io.drover.testing;

import java.sql.SQLException;
import java.util.List;

/** Definitions for a server whose tasks poll a remote system for products. */
public final class ErpTask {
    public static final String PRODUCTS =
            """
            <?xml version="1.0" encoding="utf-8"?>
            <tables><table tableName="Product">
              <item table="Product"><column columnName="Id">1</column><column columnName="Name">Bolt</column></item>
              <item table="Product"><column columnName="Id">2</column><column columnName="Name">Nut</column></item>
            </table></tables>
            """;

    private ErpTask() {}

    /** A job that makes the table Product what the last answer said: what is missing in it is deleted. */
    public static TestServer withJob(TestServer server) {
        server.withFile("tables.sql", "CREATE TABLE IF NOT EXISTS Product (Id INT PRIMARY KEY, Name VARCHAR(50))");
        server.with("drover.store.init", server.home().resolve("tables.sql").toString());
        return server.withFile(
                "Files/Jobs/Products.xml",
                """
                <job name="Products" onError="stop">
                    <source><xml/></source>
                    <destination><sql dataSource="drover"/></destination>
                    <mapping source="Product" destination="Product" removeMissing="true" maxDeletePercent="100"/>
                </job>
                """);
    }

    /** A task's file; the schedule is its element, or empty. */
    public static String file(String name, String schedule, String url, String... parameters) {
        return file(name, true, schedule, url, parameters);
    }

    public static String file(String name, boolean enabled, String schedule, String url, String... parameters) {
        StringBuilder more = new StringBuilder();
        for (int i = 0; i < parameters.length; i += 2) {
            more.append("<parameter name=\"%s\" value=\"%s\"/>".formatted(parameters[i], parameters[i + 1]));
        }
        return """
                <scheduledTask name="%s" enabled="%s">
                    %s
                    <addIn name="import-data">
                        <parameter name="Web service URL" value="%s"/>
                        <parameter name="Request XML"><![CDATA[<GetEcomData/>]]></parameter>
                        %s
                    </addIn>
                    <job>Products</job>
                </scheduledTask>
                """
                .formatted(name, enabled, schedule, url, more);
    }

    /** What became of a task's instants and other runs, the oldest first. */
    public static List<String> outcomes(TestServer server, String task) throws SQLException {
        return server.rows("SELECT outcome FROM drover.task_run WHERE task = '" + task + "' ORDER BY id").stream()
                .map(row -> row.get(0))
                .toList();
    }
}
