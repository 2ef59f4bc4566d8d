<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>DataPage</name>
    <message numerus="yes">
        <source>%n line(s) changed, based on version %1</source>
        <translation><numerusform>%n line changed, based on version %1</numerusform><numerusform>%n lines changed, based on version %1</numerusform></translation>
    </message>
</context>
<context>
    <name>DeleteDialog</name>
    <message numerus="yes">
        <source>Delete %n node(s)</source>
        <translation><numerusform>Delete %n node</numerusform><numerusform>Delete %n nodes</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <comment>children</comment>
        <translation><numerusform>and %n more</numerusform><numerusform>and %n more</numerusform></translation>
    </message>
</context>
<context>
    <name>ZnodeTreeView</name>
    <message numerus="yes">
        <source>%n watch(es)</source>
        <comment>held by the tree</comment>
        <translation><numerusform>%n watch</numerusform><numerusform>%n watches</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>The first %n match(es)</source>
        <translation><numerusform>The first %n match</numerusform><numerusform>The first %n matches</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n match(es)</source>
        <translation><numerusform>%n match</numerusform><numerusform>%n matches</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n node(s) loaded</source>
        <translation><numerusform>%n node loaded</numerusform><numerusform>%n nodes loaded</numerusform></translation>
    </message>
</context>
</TS>
