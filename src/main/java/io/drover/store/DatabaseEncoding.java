package io.drover.store;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a PostgreSQL database keeps characters in. Text from outside may hold any character: Drover's own database has to take them all,
 * or the end of a run could not be entered. Other databases have only UTF-8, or their own way of giving each character of it.
 */
final class DatabaseEncoding {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseEncoding.class);
    private static final String UTF8 = "UTF8";

    private DatabaseEncoding() {}

    /** @throws StoreException when Drover's own database cannot take every character */
    static void require(HikariDataSource own) {
        other(own).ifPresent(encoding -> {
            throw new StoreException(
                    "the database of drover.store.url has the encoding " + encoding
                            + "; Drover needs UTF8, as it keeps text of any"
                            + " language. Make another one: CREATE DATABASE drover ENCODING 'UTF8' TEMPLATE template0",
                    null);
        });
    }

    /** Says that a database which jobs load cannot take every character; those of one language it may well take. */
    static void warn(String name, HikariDataSource target) {
        other(target)
                .ifPresent(encoding -> LOG.warn(
                        "the database {} (drover.datasource.{}.url) has the encoding {}, not UTF8: {}",
                        name,
                        name,
                        encoding,
                        encoding.equals("SQL_ASCII")
                                ? "it takes text of any language as it comes, and other programs may read it as something else"
                                : "a record with characters that this encoding has not is an error"));
    }

    private static Optional<String> other(HikariDataSource database) {
        if (!database.getJdbcUrl().startsWith("jdbc:postgresql:")) {
            return Optional.empty();
        }
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SHOW server_encoding")) {
            result.next();
            return Optional.of(result.getString(1)).filter(encoding -> !encoding.equals(UTF8));
        } catch (SQLException e) {
            throw new StoreException(
                    "the database " + database.getPoolName() + " does not answer: " + e.getMessage(), e);
        }
    }
}
