package io.drover.deploy.standin;

import static org.springframework.asm.Opcodes.ACC_PUBLIC;
import static org.springframework.asm.Opcodes.ACC_STATIC;
import static org.springframework.asm.Opcodes.ACC_SUPER;
import static org.springframework.asm.Opcodes.ALOAD;
import static org.springframework.asm.Opcodes.INVOKESPECIAL;
import static org.springframework.asm.Opcodes.INVOKESTATIC;
import static org.springframework.asm.Opcodes.RETURN;
import static org.springframework.asm.Opcodes.V17;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Component;
import org.springframework.asm.ClassWriter;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;
import org.springframework.asm.Type;

/**
 * Classes that stand for those of users: with their public constructors, methods and interfaces, so that what a file says of them
 * can be checked, and with nothing in them. To make the user's own, or only an object of it, would run its static initialiser.
 */
public final class StandInClasses {
    /** What does nothing but hold values, or is Camel's. */
    private static final Set<String> HARMLESS = Set.of(
            "java.lang",
            "java.math",
            "java.text",
            "java.time",
            "java.util",
            "java.util.concurrent",
            "java.util.concurrent.atomic");

    private static final String STAND_INS = Type.getInternalName(StandInClasses.class);

    private final Map<Class<?>, Class<?>> made = new HashMap<>();
    private final Map<Class<?>, Class<?>> originals = new HashMap<>();

    /** Loads one class; the others are those of the one that it stands for. */
    private static final class Loader extends ClassLoader {
        private Loader(ClassLoader parent) {
            super(parent);
        }

        private Class<?> define(String name, byte[] code) {
            return defineClass(name, code, 0, code.length);
        }
    }

    /** Whether something else is to be in the place of an object of this class; a component is a part of Camel, wherever it is from. */
    static boolean isNeeded(Class<?> type) {
        return !type.isPrimitive()
                && !type.isInterface()
                && !type.isEnum()
                && !type.isArray()
                && !StandIn.class.isAssignableFrom(type)
                && !Component.class.isAssignableFrom(type)
                && !type.getName().startsWith("org.apache.camel.")
                && !HARMLESS.contains(type.getPackageName());
    }

    /** The class itself when objects of it may be made, else the one that stands for it. */
    synchronized Class<?> of(Class<?> type) {
        return isNeeded(type) ? made.computeIfAbsent(type, this::make) : type;
    }

    /** The class that one stands for; the class itself when it stands for none. */
    synchronized Class<?> original(Class<?> standIn) {
        return originals.getOrDefault(standIn, standIn);
    }

    private Class<?> make(Class<?> type) {
        String name = type.getName().startsWith("java") ? "standin." + type.getName() : type.getName();
        ClassLoader loader = type.getClassLoader() == null ? getClass().getClassLoader() : type.getClassLoader();
        Class<?> standIn = new Loader(loader).define(name, code(type, name.replace('.', '/')));
        originals.put(standIn, type);
        return standIn;
    }

    private static byte[] code(Class<?> type, String name) {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        writer.visit(V17, ACC_PUBLIC | ACC_SUPER, name, null, "java/lang/Object", interfaces(type));
        if (!Modifier.isAbstract(type.getModifiers())) {
            for (Constructor<?> constructor : type.getConstructors()) {
                constructor(writer, Type.getConstructorDescriptor(constructor));
            }
        }
        Set<String> seen = new HashSet<>();
        for (Method method : type.getMethods()) {
            if (method.getDeclaringClass() != Object.class
                    && seen.add(method.getName() + Type.getMethodDescriptor(method))) {
                method(writer, type, method);
            }
        }
        writer.visitEnd();
        return writer.toByteArray();
    }

    private static String[] interfaces(Class<?> type) {
        Set<String> names = new HashSet<>();
        names.add(Type.getInternalName(StandIn.class));
        for (Class<?> one = type; one != null; one = one.getSuperclass()) {
            for (Class<?> face : one.getInterfaces()) {
                if (Modifier.isPublic(face.getModifiers()) && !face.isSealed()) {
                    names.add(Type.getInternalName(face));
                }
            }
        }
        return names.toArray(String[]::new);
    }

    private static void constructor(ClassWriter writer, String descriptor) {
        MethodVisitor code = writer.visitMethod(ACC_PUBLIC, "<init>", descriptor, null, null);
        code.visitCode();
        code.visitVarInsn(ALOAD, 0);
        code.visitMethodInsn(INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
        code.visitInsn(RETURN);
        code.visitMaxs(0, 0);
        code.visitEnd();
    }

    /** What makes objects by a static method gets an object that it need not know the class of. */
    private static void method(ClassWriter writer, Class<?> type, Method method) {
        boolean isStatic = Modifier.isStatic(method.getModifiers());
        Class<?> result = method.getReturnType();
        boolean own = result == type;
        Type answer = isStatic && !result.isPrimitive() ? Type.getType(Object.class) : Type.getType(result);
        MethodVisitor code = writer.visitMethod(
                ACC_PUBLIC | (isStatic ? ACC_STATIC : 0),
                method.getName(),
                Type.getMethodDescriptor(answer, Type.getArgumentTypes(method)),
                null,
                null);
        code.visitCode();
        if (result == void.class) {
            code.visitInsn(RETURN);
        } else if (result.isPrimitive()) {
            code.visitInsn(zero(answer));
            code.visitInsn(answer.getOpcode(Opcodes.IRETURN));
        } else if (own && !isStatic) {
            code.visitVarInsn(ALOAD, 0); // as builders do
            code.visitInsn(Opcodes.ARETURN);
        } else {
            code.visitLdcInsn(Type.getType(result));
            code.visitMethodInsn(INVOKESTATIC, STAND_INS, "answer", "(Ljava/lang/Class;)Ljava/lang/Object;", false);
            code.visitTypeInsn(Opcodes.CHECKCAST, answer.getInternalName());
            code.visitInsn(Opcodes.ARETURN);
        }
        code.visitMaxs(0, 0);
        code.visitEnd();
    }

    private static int zero(Type type) {
        return switch (type.getSort()) {
            case Type.LONG -> Opcodes.LCONST_0;
            case Type.FLOAT -> Opcodes.FCONST_0;
            case Type.DOUBLE -> Opcodes.DCONST_0;
            default -> Opcodes.ICONST_0;
        };
    }

    /** What a method of a stand-in answers; called by the classes that are made here. */
    public static Object answer(Class<?> type) {
        return DefaultAnswers.of(type);
    }
}
