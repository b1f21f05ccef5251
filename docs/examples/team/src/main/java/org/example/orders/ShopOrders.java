package org.example.orders;

import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlRootElement;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Orders as the shop sends them by HTTP: {@code <orders><order number="17" customer="Alpha" total="10.50"/></orders>}. */
@XmlRootElement(name = "orders")
public class ShopOrders {
    @XmlElement(name = "order")
    public List<Order> orders = new ArrayList<>();

    /** One of them. */
    public static class Order {
        @XmlAttribute(required = true)
        public int number;

        @XmlAttribute(required = true)
        public String customer;

        @XmlAttribute
        public BigDecimal total;
    }

    /** The same as the job's file. */
    public String csv() {
        return orders.stream()
                .map(order -> "%d,\"%s\",%s%n".formatted(order.number, order.customer.replace("\"", "\"\""), order.total))
                .collect(Collectors.joining("", "OrderNumber,Customer,Total\n", ""));
    }
}
