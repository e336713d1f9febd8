<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>highwater::CanvasEditor</name>
    <message numerus="yes">
        <source>%n nodes</source>
        <translation>
            <numerusform>%n node</numerusform>
            <numerusform>%n nodes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>highwater::MarkGrid</name>
    <message numerus="yes">
        <source>%n pairs; arrow keys go through them.</source>
        <translation>
            <numerusform>%n pair; arrow keys go through them.</numerusform>
            <numerusform>%n pairs; arrow keys go through them.</numerusform>
        </translation>
    </message>
</context>
</TS>
